"""Runs containers of Pod manifests under containerd and answers what they did; see README.md for the requests."""
import concurrent.futures
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
import uuid

import api_pb2 as cri
import api_pb2_grpc as services
import grpc
import yaml

import kubelet
import probes
import writes
from kubelet import Refused
from standins import StandIns

# Apart from the loopback address, so that a server that listens there only is seen not to answer a probe.
POD_ADDRESS = '10.11.12.13'
HOST_NAME = 'judged-pod'
EXEC_SECONDS = 600
SETTINGS = '''version = 2
root = "{root}"
state = "/run/podwright/state"
[grpc]
  address = "/run/podwright/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "{pause}"
  restrict_oom_score_adj = true
  disable_hugetlb_controller = true
  tolerate_missing_hugetlb_controller = true
  disable_tcp_service = true
'''


class Node:
    """containerd, its images and its pods: one session's node."""

    def __init__(self, images, cache):
        self.cache, self.pods, self.importing = cache, {}, threading.Lock()
        self.stand_ins = StandIns(images, cache)
        self.volumes = f'{cache}/pods'
        # A session that was killed leaves these.
        shutil.rmtree(self.volumes, ignore_errors=True)
        subprocess.run("find /sys/fs/cgroup -depth -type d -path '*/podwright*' -exec rmdir {} +", shell=True, check=False,
                       stderr=subprocess.DEVNULL)
        self.own_network()
        self.start_containerd()
        for sandbox in self.runtime.ListPodSandbox(cri.ListPodSandboxRequest()).items:
            self.remove_sandbox(sandbox.id)
        self.import_root()

    @staticmethod
    def own_network():
        for command in ('ip link set lo up', f'ip address add {POD_ADDRESS}/32 dev lo', f'hostname {HOST_NAME}',
                        # Sockets and state of this session are nobody else's.
                        'mount -t tmpfs tmpfs /run'):
            subprocess.run(command.split(), check=True)

    def start_containerd(self):
        os.makedirs('/run/podwright')
        with open('/run/podwright/containerd.toml', 'w') as settings:
            settings.write(SETTINGS.format(root=f'{self.cache}/containerd', pause=self.stand_ins.root_name))
        with open(f'{self.cache}/containerd.log', 'w') as log:
            self.containerd = subprocess.Popen(['containerd', '-c', settings.name], stdin=subprocess.DEVNULL, stdout=log,
                                               stderr=log)
        channel = grpc.insecure_channel('unix:///run/podwright/containerd.sock',
                                        options=[('grpc.max_receive_message_length', 64 << 20)])
        self.runtime, self.image_service = services.RuntimeServiceStub(channel), services.ImageServiceStub(channel)
        grpc.channel_ready_future(channel).result(timeout=30)
        # The services behind the socket come up one by one.
        for _ in range(100):
            try:
                return self.runtime.Version(cri.VersionRequest())
            except grpc.RpcError:
                time.sleep(0.1)
        raise RuntimeError(f'containerd did not start, see {log.name}')

    def ctr(self, *args):
        return subprocess.run(['ctr', '-a', '/run/podwright/containerd.sock', '-n', 'k8s.io', *args], check=True, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE).stdout

    def has_image(self, name):
        return self.image_service.ImageStatus(cri.ImageStatusRequest(image=cri.ImageSpec(image=name))).HasField('image')

    def import_image(self, name, write, replaced):
        """Takes an image in, and those out whose names begin with `replaced`."""
        if self.has_image(name):
            return
        for old in self.ctr('images', 'list', '-q').split():
            if old.startswith(replaced):
                self.ctr('images', 'remove', '--sync', old)
        file = f'{self.cache}/import.tar'
        write(file)
        self.ctr('images', 'import', file)
        os.unlink(file)
        # The CRI hears of it by an event.
        for _ in range(100):
            if self.has_image(name):
                return
            time.sleep(0.1)
        raise RuntimeError(f'{name} was imported and is not there')

    def import_root(self):
        """Takes the root filesystem into containerd; its tar has been made by a session before, or just now."""
        stand_ins = self.stand_ins
        tar = f'{stand_ins.root}/root.tar'
        if not os.path.exists(tar):
            return
        self.import_image(stand_ins.root_name, stand_ins.root_image,
                          (f'localhost/root-{stand_ins.name}-', f'localhost/{stand_ins.name}/'))
        os.unlink(tar)

    def stand_in(self, name):
        if name not in self.stand_ins.images:
            raise Refused(f'no stand-in image {name!r}')
        ref = self.stand_ins.image_name(name)
        with self.importing:
            self.import_image(ref, lambda out: self.stand_ins.image(name, out), (f'localhost/{self.stand_ins.name}/{name}:',))
        return self.image_service.ImageStatus(
            cri.ImageStatusRequest(image=cri.ImageSpec(image=ref), verbose=True)), ref

    def remove_sandbox(self, sandbox):
        self.runtime.StopPodSandbox(cri.StopPodSandboxRequest(pod_sandbox_id=sandbox))
        self.runtime.RemovePodSandbox(cri.RemovePodSandboxRequest(pod_sandbox_id=sandbox))

    def stop(self):
        for pod in list(self.pods.values()):
            pod.remove()
        self.containerd.terminate()
        self.containerd.wait(10)


class RunningPod:
    """One container of a pod that runs."""

    def __init__(self, node, request):
        self.node, self.name = node, uuid.uuid4().hex[:12]
        documents = [d for d in yaml.safe_load_all(request['pod']) if d]
        self.pod = documents[0]
        self.pod['metadata']['uid'] = str(uuid.uuid4())
        self.container = kubelet.container_of(self.pod, request['container'])
        self.context = kubelet.Context(self.pod, self.container)
        status, self.image = node.stand_in(request['image'])
        self.uid = self.context.check_user(status.image)
        self.config = json.loads(status.info['info'])['imageSpec'].get('config', {})
        objects = request.get('objects') or {}
        self.root = f'{node.volumes}/{self.name}'
        os.makedirs(self.root)
        self.mounts = self.make_mounts(objects)
        self.directory = self.container.get('workingDir') or self.config.get('WorkingDir') or '/'
        self.variables = kubelet.environment(self.pod, self.container, objects)
        self.command = self.started_command()
        self.sandbox = self.container_id = None
        node.pods[self.name] = self
        self.start(status.image, traced=request.get('traced', False))

    def make_mounts(self, objects):
        volumes, mounts = kubelet.volumes_of(self.pod, self.container)
        paths = {v['name']: f"{self.root}/volumes/{v['name']}" for v in volumes}
        for volume in volumes:
            if any(m['name'] == volume['name'] for m in mounts):
                kubelet.make_volume(volume, paths[volume['name']], self.context, self.pod, objects)
        made = []
        for mount in mounts:
            if mount['name'] not in paths:
                raise Refused(f"volumeMount {mount['name']!r} has no volume")
            host = os.path.join(paths[mount['name']], mount.get('subPath', ''))
            if not os.path.exists(host):
                os.makedirs(host)
            made.append(cri.Mount(container_path=mount['mountPath'], host_path=host,
                                  readonly=bool(mount.get('readOnly'))))
            if mount['name'] == 'workspace-volume':
                self.workspace = host
        return made

    def kubelet_mounts(self):
        """The two files that a kubelet mounts into each container."""
        hosts, log = f'{self.root}/hosts', f'{self.root}/termination-log'
        with open(hosts, 'w') as out:
            out.write(f'127.0.0.1 localhost\n::1 localhost\n{POD_ADDRESS} {HOST_NAME}\n')
        with open(log, 'w'):
            os.chmod(log, 0o666)
        return [cri.Mount(container_path='/etc/hosts', host_path=hosts),
                cri.Mount(container_path=kubelet.TERMINATION_LOG, host_path=log)]

    def started_command(self):
        """What runs: the manifest's command and arguments, or the image's where the manifest is silent."""
        command, args = self.container.get('command'), self.container.get('args')
        if command is None:
            command, args = self.config.get('Entrypoint') or [], self.config.get('Cmd') or [] if args is None else args
        return [kubelet.expand(word, self.variables) for word in [*command, *(args or [])]]

    def start(self, image, traced):
        runtime = self.node.runtime
        namespaces = cri.NamespaceOption(network=cri.NODE, pid=cri.CONTAINER, ipc=cri.POD)
        uid = self.pod['metadata']['uid']
        self.cgroup = f'/podwright/{uid}'
        sandbox = cri.PodSandboxConfig(
            metadata=cri.PodSandboxMetadata(name=self.name, uid=uid, namespace='judge'), log_directory=self.root,
            linux=cri.LinuxPodSandboxConfig(cgroup_parent=self.cgroup, security_context=cri.LinuxSandboxSecurityContext(
                namespace_options=namespaces, seccomp=cri.SecurityProfile())))
        self.sandbox = runtime.RunPodSandbox(cri.RunPodSandboxRequest(config=sandbox)).pod_sandbox_id
        limits = (self.container.get('resources') or {}).get('limits') or {}
        tracer = [*writes.TRACE, kubelet.TERMINATION_LOG, '--'] if traced else []
        config = cri.ContainerConfig(
            metadata=cri.ContainerMetadata(name=self.container['name']), image=cri.ImageSpec(image=self.image),
            command=[*tracer, *self.command], working_dir=self.directory,
            envs=[cri.KeyValue(key=k, value=v) for k, v in self.variables.items()],
            mounts=self.mounts + self.kubelet_mounts(), log_path='log',
            linux=cri.LinuxContainerConfig(
                resources=cri.LinuxContainerResources(memory_limit_in_bytes=kubelet.memory_of(limits.get('memory', 0))),
                security_context=self.context.to_cri(image, namespaces)))
        self.container_id = runtime.CreateContainer(cri.CreateContainerRequest(
            pod_sandbox_id=self.sandbox, config=config, sandbox_config=sandbox)).container_id
        runtime.StartContainer(cri.StartContainerRequest(container_id=self.container_id))

    def running(self):
        status = self.node.runtime.ContainerStatus(cri.ContainerStatusRequest(container_id=self.container_id)).status
        return status.state == cri.CONTAINER_RUNNING

    def first_process(self):
        """Program and arguments of the container's first process."""
        status = self.node.runtime.ContainerStatus(
            cri.ContainerStatusRequest(container_id=self.container_id, verbose=True))
        with open(f"/proc/{json.loads(status.info['info'])['pid']}/cmdline") as words:
            return words.read().split('\0')[:-1]

    def log(self):
        """What the container's first process wrote."""
        with open(f'{self.root}/log', errors='replace') as lines:
            return ''.join(line.split(' ', 3)[-1] for line in lines)

    def run(self, argv, timeout=EXEC_SECONDS):
        """Exit status and output of a command in the container."""
        try:
            done = self.node.runtime.ExecSync(cri.ExecSyncRequest(
                container_id=self.container_id, cmd=argv, timeout=int(timeout)))
        except grpc.RpcError as error:
            return -1, error.details()
        return done.exit_code, (done.stdout + done.stderr).decode(errors='replace')

    def put(self, folder, to):
        """Copies a folder into the workspace, as a checkout of the agent: everything belongs to its user."""
        target = os.path.join(self.workspace, to)
        shutil.copytree(folder, target)
        subprocess.run(['chown', '-R', '1000:1000', f"{self.workspace}/{to.split('/')[0]}"], check=True)

    def step(self, script, to, timeout=EXEC_SECONDS):
        """Runs a script in a folder of the workspace the way `sh` of Jenkins does, traced."""
        directory = f"{kubelet.WORKING_DIR}/{to}"
        control = f'{self.workspace}/{to}@tmp/durable'
        os.makedirs(control, exist_ok=True)
        shutil.copy(script, f'{control}/script.sh')
        subprocess.run(['chown', '-R', '1000:1000', f'{self.workspace}/{to}@tmp'], check=True)
        tracer = shlex.join([*writes.TRACE, kubelet.TERMINATION_LOG])
        return self.run(['sh', '-c', f"cd '{directory}' && nohup {tracer} -- sh -xe '{directory}@tmp/durable/script.sh' 2>&1"],
                        timeout)

    def writes(self):
        """What was written outside of the declared mounts by all that was traced."""
        with open(f'{self.root}/termination-log', errors='replace') as trace:
            text = trace.read()
        declared = [m.container_path for m in self.mounts if not m.readonly]
        return {'outside': writes.outside(text, declared, self.directory), 'calls': text.count('\n')}

    def check_context(self, manifest=None):
        """Where the kernel's view from inside differs from the manifest, or from another one."""
        # The shell's own read keeps this to one process of whatever shell the image has.
        code, out = self.run(['sh', '-c', 'while read -r l; do echo "$l"; done </proc/self/status; echo @@; '
                              'while read -r l; do echo "$l"; done </proc/self/mountinfo'], 30)
        if code:
            return {'differences': [f'no shell in the container: {out}']}
        status, mounts = out.split('@@\n')
        inside = dict(l.split(':', 1) for l in status.splitlines() if ':' in l)
        context, expected_uid = self.context, self.uid
        if manifest is not None:
            pod = yaml.safe_load(manifest)
            context = kubelet.Context(pod, kubelet.container_of(pod, self.container['name']))
            expected_uid = context.uid
        wanted = context.capabilities()

        def names(field):
            return {n for i, n in enumerate(kubelet.CAPABILITIES) if int(inside[field], 16) >> i & 1}

        root = next(l for l in mounts.splitlines() if l.split()[4] == '/').split()[5].split(',')
        uid, gid = (int(inside[f].split()[0]) for f in ('Uid', 'Gid'))
        facts = {
            'uid': (uid, uid if expected_uid is None else expected_uid), 'gid': (gid, gid if context.gid is None else context.gid),
            'CapBnd': (names('CapBnd'), wanted), 'CapEff': (names('CapEff'), wanted if uid == 0 else set()),
            'CapPrm': (names('CapPrm'), wanted if uid == 0 else set()), 'CapAmb': (names('CapAmb'), set()),
            'NoNewPrivs': (int(inside['NoNewPrivs']), int(context.escalation is False)),
            'Seccomp': (int(inside['Seccomp']), 2 if context.seccomp == 'RuntimeDefault' else 0),
            'read-only root': ('ro' in root, context.read_only_root),
            # runc adds the primary group.
            'groups': (set(map(int, inside['Groups'].split())) - {gid}, set(context.groups) - {gid})}
        return {'differences': [f'{n}: inside {got}, in the manifest {want}' for n, (got, want) in facts.items() if got != want],
                'command': self.first_process() == self.command,
                'facts': {n: sorted(got) if isinstance(got, set) else got for n, (got, _) in facts.items()}}

    def remove(self):
        self.node.pods.pop(self.name, None)
        if self.sandbox:
            self.node.remove_sandbox(self.sandbox)
        for mount in [l.split()[1] for l in open('/proc/mounts') if l.split()[1].startswith(self.root + '/')]:
            subprocess.run(['umount', mount], check=True)
        shutil.rmtree(self.root)
        subprocess.run(f'rmdir /sys/fs/cgroup/*{self.cgroup} /sys/fs/cgroup{self.cgroup}', shell=True,
                       stderr=subprocess.DEVNULL, check=False)


class Session:
    """The requests of one caller, several at a time."""

    def __init__(self, node):
        self.node, self.lock = node, threading.Lock()

    def answer(self, line):
        request = json.loads(line)
        try:
            result = {'answer': getattr(self, 'do_' + request['do'])(request)}
        except Refused as refused:
            result = {'refused': str(refused)}
        except Exception:                                   # The caller's test has to fail, whatever it was.
            result = {'error': traceback.format_exc()}
        with self.lock:
            print(json.dumps({'id': request['id'], **result}), flush=True)

    def pod(self, request):
        return self.node.pods[request['name']]

    def do_start(self, request):
        pod = RunningPod(self.node, request)
        return {'name': pod.name, 'command': pod.command}

    def do_context(self, request):
        return self.pod(request).check_context(request.get('pod'))

    def do_ready(self, request):
        pod = self.pod(request)
        probe = pod.container.get('readinessProbe')
        if probe is None:
            raise Refused('the container has no readiness probe')
        return probes.wait_until_ready(probe, pod.run, POD_ADDRESS, pod.running)

    def do_run(self, request):
        code, out = self.pod(request).run(request['argv'], request.get('seconds', EXEC_SECONDS))
        return {'status': code, 'output': out}

    def do_put(self, request):
        return self.pod(request).put(request['folder'], request['to'])

    def do_step(self, request):
        code, out = self.pod(request).step(request['script'], request['to'], request.get('seconds', EXEC_SECONDS))
        return {'status': code, 'output': out}

    def do_writes(self, request):
        return self.pod(request).writes()

    def do_log(self, request):
        return self.pod(request).log()

    def do_remove(self, request):
        return self.pod(request).remove()


def main():
    verb, images, cache = sys.argv[1:]
    # As the first process of its namespace it has no handlers of its own.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(1))
    node = Node(images, cache)
    if verb == 'build':
        for name in node.stand_ins.images:
            node.stand_in(name)
        return node.stop()
    session = Session(node)
    print(json.dumps({'ready': True}), flush=True)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(session.answer, line) for line in sys.stdin]
        # Nobody waits for what still runs: it ends with this process.
        if not all(a.done() for a in asked):
            os._exit(1)
    node.stop()


main()
