python -m venv .venv
. .venv/bin/activate
# pip builds in an environment of its own; Debian keeps the wheels it makes one of here.
pip install --no-index --find-links /usr/share/python-wheels ./greet
python -m unittest discover tests
test "$(greet)" = 'Hello, jenkins'
pip wheel --no-index --find-links /usr/share/python-wheels --no-deps --wheel-dir wheels ./greet
test -f wheels/greet-1.0-py3-none-any.whl
pip cache dir
