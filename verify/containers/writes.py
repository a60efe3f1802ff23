"""What a traced program wrote, or tried to write, outside of the mounts it was given.

A read-only root lets tools swallow the error: the test stays green and the user's build loses its cache, or its lock.
So every call that makes, changes or removes a file is looked at, those that failed and those that did not.
"""
import os
import re

WRITING = ('open openat openat2 creat mkdir mkdirat mknod mknodat rename renameat renameat2 unlink unlinkat rmdir link '
           'linkat symlink symlinkat truncate ftruncate chmod fchmod fchmodat fchmodat2 chown lchown fchown fchownat utime '
           'utimes utimensat futimesat setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr bind').split()
# Where a relative path starts, and which program it is.
FORKING = ['clone', 'clone3', 'fork', 'vfork']
FOLLOWED = ['chdir', 'fchdir', 'execve', *FORKING]
# As a process of the container itself, so the container's context is the traced one's too. `-D` leaves the traced
# program the process that was started: as the first one of a container it gets the signals.
TRACE = ['strace', '-D', '-f', '--seccomp-bpf', '-y', '-qq', '-s', '0', '-e', 'signal=none',
         '-e', 'trace=' + ','.join(f'?{call}' for call in WRITING + FOLLOWED), '-A', '-o']

LINE = re.compile(r'(\d+) +(?:<\.\.\. \w+ resumed>(?P<rest>.*)|(?P<call>\w+)\((?P<args>.*))$')
RESULT = re.compile(r'\) += (?P<value>-?\d+|\?)(?:<(?P<path>.*?)>)?(?: (?P<error>E\w+) .*)?(?:\(deleted\))?$')
PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<(?P<base>[^>]*)>(?:\(deleted\))?, )?"(?P<path>(?:[^"\\]|\\.)*)"')
DESCRIPTOR = re.compile(r'\d+<(?P<path>[^>]*)>')
SOCKET = re.compile(r'sun_path="(?P<path>[^"]*)"')
FOR_WRITING = re.compile(r'O_(WRONLY|RDWR|CREAT|TRUNC|TMPFILE)')
# Debian's links to folders; a mount at one of them lies at the other.
LINKS = {'/var/run': '/run', '/var/lock': '/run/lock', '/bin': '/usr/bin', '/sbin': '/usr/sbin', '/lib': '/usr/lib'}
# Devices and what the kernel shows of a process are no files of anybody's.
NO_FILES = re.compile(r'/dev/(null|zero|full|tty|ptmx|pts/.*|std\w+|fd/.*|termination-log)|/proc/(self|thread-self|\d+)/.*|'
                      r'/memfd:.*|(?!/).*')


def outside(trace, mounts, directory):
    """The writes outside of `mounts` in a trace whose first process started in `directory`."""
    allowed = [real(mount) for mount in mounts]
    found = {}
    for program, call, path, error in written(calls(trace), directory):
        path = real(path)
        if NO_FILES.fullmatch(path) or any(path == m or path.startswith(m.rstrip('/') + '/') for m in allowed):
            continue
        found.setdefault((path, call, error, program), None)
    return [{'path': p, 'call': c, 'error': e, 'program': g} for p, c, e, g in found]


def real(path):
    path = os.path.normpath(path)
    for link, target in LINKS.items():
        if path == link or path.startswith(link + '/'):
            return target + path.removeprefix(link)
    return path


def calls(trace):
    """(pid, call, arguments, result) in the order in which the calls began."""
    all_calls, unfinished = [], {}
    for line in trace.splitlines():
        match = LINE.match(line)
        if match is None:
            continue
        pid, text = match[1], match['args']
        if text is None:
            entry = unfinished.pop(pid, None)
            if entry is not None:
                entry[2] += match['rest']
        else:
            entry = [pid, match['call'], text.removesuffix(' <unfinished ...>')]
            all_calls.append(entry)
            if entry[2] != text:
                unfinished[pid] = entry
    for pid, call, text in all_calls:
        result = RESULT.search(text)
        if result is not None:
            yield pid, call, text[:result.start()], result


def written(traced, directory):
    """(program, call, path, error) of every call that would change a file."""
    where, what = {}, {}
    for pid, call, args, result in traced:
        base, error = where.get(pid, directory), result['error']
        if call == 'execve' and error is None:
            what[pid] = os.path.basename(unescaped(PATH.search(args)['path']))
        elif call in ('chdir', 'fchdir') and error is None:
            match = PATH.search(args) or DESCRIPTOR.match(args)
            where[pid] = os.path.join(base, unescaped(match['path']))
        elif call in FORKING:
            where[result['value']], what[result['value']] = base, what.get(pid, '?')
        elif call in WRITING and changes(call, args, error):
            for path in paths(call, args, result, base):
                yield what.get(pid, '?'), call, path, error


def changes(call, args, error):
    """Whether the call made, changed or removed something, or would have."""
    if call.startswith('open') and not FOR_WRITING.search(args):
        return False
    if error == 'ENOENT':
        # To make something where there is no folder is an attempt to write; to remove what is not there is none.
        return call.startswith('mk') or call == 'creat' or 'O_CREAT' in args or call.startswith('symlink')
    return error in (None, 'EROFS', 'EACCES', 'EPERM')


def paths(call, args, result, base):
    if call == 'bind':
        match = SOCKET.search(args)
        return [os.path.join(base, unescaped(match['path']))] if match else []
    if call.startswith('open') and result['path'] is not None:
        return [result['path']]
    named = [os.path.join(m['base'] or base, unescaped(m['path'])) for m in PATH.finditer(args)]
    if call.startswith('link') or call.startswith('symlink'):
        return named[-1:]
    if call.startswith('rename'):
        return named
    if named:
        return named[:1]
    match = DESCRIPTOR.match(args)
    return [match['path']] if match else []


def unescaped(text):
    """strace writes as C does."""
    return text.encode('latin-1', 'backslashreplace').decode('unicode_escape').encode('latin-1', 'replace').decode(
        'utf-8', 'replace')
