"""A port of this machine that tells who asked it for anything."""

import contextlib
import socket
import threading


class Listener:
    """A port of this machine, the connections that were made to it, and what was asked over them."""

    def __init__(self, server: socket.socket):
        self.server, self.connections, self.requests = server, 0, []
        self.at = f"http://127.0.0.1:{server.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.server.accept()
                self.connections += 1
                threading.Thread(target=self.hear, args=(connection,), daemon=True).start()

    def hear(self, connection: socket.socket) -> None:
        connection.settimeout(2)
        with connection, contextlib.suppress(OSError):
            if said := connection.recv(200):
                self.requests.append(said.split(b"\r")[0].decode())


@contextlib.contextmanager
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield Listener(server)
