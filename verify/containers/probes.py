"""Readiness probes, as the kubelet asks them."""
import http.client
import socket
import time

from kubelet import Refused


def wait_until_ready(probe, run, address, still_running):
    """Asks until the probe holds; returns what happened. `run(argv, timeout)` executes in the container."""
    period, timeout = probe.get('periodSeconds', 10), probe.get('timeoutSeconds', 1)
    needed, limit = probe.get('successThreshold', 1), probe.get('failureThreshold', 3)
    started = time.monotonic()
    time.sleep(probe.get('initialDelaySeconds', 0))
    held = failed = 0
    reason = ''
    while failed < limit:
        asked = time.monotonic()
        if not still_running():
            return {'ready': False, 'seconds': round(asked - started, 1), 'reason': 'the container has ended'}
        reason = ask(probe, run, address, timeout)
        # The kubelet counts failures in a row.
        held, failed = (held + 1, 0) if reason is None else (0, failed + 1)
        if held == needed:
            return {'ready': True, 'seconds': round(time.monotonic() - started, 1), 'failures': failed}
        time.sleep(max(0, period - (time.monotonic() - asked)))
    return {'ready': False, 'seconds': round(time.monotonic() - started, 1), 'reason': reason}


def ask(probe, run, address, timeout):
    """None if the probe holds, else why not."""
    try:
        if 'exec' in probe:
            code, out = run(probe['exec']['command'], timeout)
            return None if code == 0 else f'exit status {code}: {out[-500:]}'
        if 'tcpSocket' in probe:
            target = probe['tcpSocket']
            socket.create_connection((target.get('host', address), int(target['port'])), timeout).close()
            return None
        if 'httpGet' in probe:
            target = probe['httpGet']
            connection = http.client.HTTPConnection(target.get('host', address), int(target['port']), timeout=timeout)
            connection.request('GET', target.get('path', '/'))
            status = connection.getresponse().status
            return None if 200 <= status < 400 else f'status {status}'
    except (OSError, http.client.HTTPException) as error:
        return str(error)
    raise Refused('probe: only exec, tcpSocket and httpGet are known here')
