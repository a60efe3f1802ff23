import multiprocessing
import tempfile
import unittest

import greet


class GreetTest(unittest.TestCase):
    def test_hello(self):
        with tempfile.TemporaryFile("w+") as file:
            file.write(greet.hello("you"))
            file.seek(0)
            self.assertEqual("Hello, you", file.read())

    def test_processes(self):
        with multiprocessing.Pool(2) as pool:
            self.assertEqual(["Hello, a", "Hello, b"], pool.map(greet.hello, ["a", "b"]))
