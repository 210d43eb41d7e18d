"""Serves the built site as a web server in use does: compressed, over connections that stay open. For Lighthouse.

.venv/bin/python -m bench.serve [SITE] [PORT]
"""

import gzip
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PORT = 8123
COMPRESSED_ALREADY = {".woff2", ".zip", ".hwpx", ".pdf", ".png", ".jpg", ".xlsx"}


class CompressingHandler(SimpleHTTPRequestHandler):
    """Gives out a folder's files, compressed where that makes them smaller."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, or that there is none."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        data = path.read_bytes()
        self.send_response(HTTPStatus.OK)
        kind = self.guess_type(str(path))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        if path.suffix not in COMPRESSED_ALREADY:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve()
    port = int(sys.argv[2]) if len(sys.argv) > 2 else PORT
    print(f"http://127.0.0.1:{port}/")
    ThreadingHTTPServer(("127.0.0.1", port), partial(CompressingHandler, directory=site)).serve_forever()
