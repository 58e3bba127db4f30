"""A line to one relay or another: a port that leads where it is turned, at any moment."""
import asyncio
import threading

from ports import free_port


class Switch:
    def __init__(self, target):
        """target: something with a port, or None: nobody is there."""
        self.port, self.target = free_port(), target
        self.loop, self.lines, self.opened = asyncio.new_event_loop(), set(), 0
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}/dutyd.test"

    def start(self):
        self.thread.start()
        self.call(asyncio.start_server(self.serve, "127.0.0.1", self.port))
        return self

    def call(self, what):
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(10)

    def stop(self):
        self.call(self.cut())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def turn(self, target):
        """From now on it leads there; open lines break."""
        self.target = target
        self.call(self.cut())

    async def cut(self):
        for writer in list(self.lines):
            writer.transport.abort()

    async def serve(self, reader, writer):
        if self.target is None:
            writer.transport.abort()
            return
        self.opened += 1
        far, far_writer = await asyncio.open_connection("127.0.0.1", self.target.port)
        self.lines |= {writer, far_writer}
        await asyncio.gather(self.copy(reader, far_writer), self.copy(far, writer))
        self.lines -= {writer, far_writer}

    @staticmethod
    async def copy(reader, writer):
        try:
            while data := await reader.read(65536):
                writer.write(data)
        except ConnectionError:
            pass
        writer.close()
