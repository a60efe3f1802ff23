import getpass


def hello(name):
    return f"Hello, {name}"


def main():
    print(hello(getpass.getuser()))
