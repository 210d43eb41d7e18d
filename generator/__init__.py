"""The generator: records of solved problems in, a site of guidebooks out."""
