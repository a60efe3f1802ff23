"""What a kubelet and the Jenkins plugin make of one container of a Pod manifest, as data of the CRI.

Only their translation is repeated here: capabilities, no_new_privs, seccomp, masked paths and the read-only root are
applied by containerd and runc, as on a node.
"""
import os
import subprocess

import api_pb2 as cri

# containerd pkg/oci/spec.go: what a container has that drops nothing.
DEFAULT_CAPABILITIES = set('CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP '
                           'NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE'.split())
# By number, as in linux/capability.h.
CAPABILITIES = (
    'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE '
    'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT '
    'SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP '
    'MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE').split()
# k8s.io/kubernetes pkg/securitycontext/util.go
MASKED = ['/proc/asound', '/proc/acpi', '/proc/interrupts', '/proc/kcore', '/proc/keys', '/proc/latency_stats',
          '/proc/timer_list', '/proc/timer_stats', '/proc/sched_debug', '/proc/scsi', '/sys/firmware',
          '/sys/devices/virtual/powercap']
READ_ONLY = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger']
# The plugin's ContainerTemplate.DEFAULT_WORKING_DIR
WORKING_DIR = '/home/jenkins/agent'
TERMINATION_LOG = '/dev/termination-log'
MEMORY_UNITS = {'Ki': 1 << 10, 'Mi': 1 << 20, 'Gi': 1 << 30, 'K': 10**3, 'M': 10**6, 'G': 10**9}


class Refused(Exception):
    """The kubelet or the API server would refuse it, or this judge cannot do it."""


class Context:
    """The security context that a container of a pod has."""

    def __init__(self, pod, container):
        of_pod, own = pod['spec'].get('securityContext') or {}, container.get('securityContext') or {}

        def either(field):
            return own[field] if own.get(field) is not None else of_pod.get(field)

        self.uid, self.gid = either('runAsUser'), either('runAsGroup')
        self.non_root = bool(either('runAsNonRoot'))
        self.seccomp = (either('seccompProfile') or {}).get('type', 'Unconfined')
        self.escalation = own.get('allowPrivilegeEscalation')
        self.read_only_root = bool(own.get('readOnlyRootFilesystem'))
        self.fs_group = of_pod.get('fsGroup')
        self.groups = list(of_pod.get('supplementalGroups') or []) + ([] if self.fs_group is None else [self.fs_group])
        capabilities = own.get('capabilities') or {}
        self.add, self.drop = ([c.upper().removeprefix('CAP_') for c in capabilities.get(k) or []] for k in ('add', 'drop'))
        if own.get('privileged') or own.get('procMount') not in (None, 'Default'):
            raise Refused('privileged containers and unmasked /proc are not run here')
        if self.seccomp == 'Localhost':
            raise Refused('this node has no seccomp profile of its own')

    def capabilities(self):
        """What the kernel has to show as the bounding set."""
        kept = set() if 'ALL' in self.drop else set(CAPABILITIES) if 'ALL' in self.add else set(DEFAULT_CAPABILITIES)
        return (kept | set(self.add) - {'ALL'}) - set(self.drop)

    def check_user(self, image):
        """The user the container runs as; refuses what the kubelet refuses."""
        uid = self.uid
        if uid is None:
            uid = image.uid.value if image.HasField('uid') else None if image.username else 0
        if self.non_root and uid is None:
            raise Refused('container has runAsNonRoot and image has non-numeric user')
        if self.non_root and uid == 0:
            raise Refused('container has runAsNonRoot and image will run as root')
        return uid

    def to_cri(self, image, namespaces):
        context = cri.LinuxContainerSecurityContext(
            capabilities=cri.Capability(add_capabilities=self.add, drop_capabilities=self.drop),
            namespace_options=namespaces, readonly_rootfs=self.read_only_root, supplemental_groups=self.groups,
            no_new_privs=self.escalation is False, masked_paths=MASKED, readonly_paths=READ_ONLY,
            seccomp=cri.SecurityProfile(profile_type=0 if self.seccomp == 'RuntimeDefault' else 1))
        if self.uid is not None:
            context.run_as_user.value = self.uid
        elif image.HasField('uid'):
            context.run_as_user.value = image.uid.value
        elif image.username:
            context.run_as_username = image.username
        if self.gid is not None:
            context.run_as_group.value = self.gid
        return context


def container_of(pod, name):
    found = [c for c in pod['spec']['containers'] if c['name'] == name]
    if not found:
        raise Refused(f'no container {name!r} in the pod')
    return found[0]


def volumes_of(pod, container):
    """Volumes and mounts of a container, with the workspace that the plugin adds at its working directory."""
    volumes, mounts = list(pod['spec'].get('volumes') or []), list(container.get('volumeMounts') or [])
    directory = container.get('workingDir') or WORKING_DIR
    if not any(directory == m['mountPath'] or directory.startswith(m['mountPath'] + '/')
               for m in mounts if m['name'] == 'workspace-volume'):
        mounts.append({'name': 'workspace-volume', 'mountPath': directory})
    if not any(v['name'] == 'workspace-volume' for v in volumes):
        volumes.append({'name': 'workspace-volume', 'emptyDir': {}})
    return volumes, mounts


def field_of(pod, path):
    """A field of the pod for the downward API."""
    metadata = pod['metadata']
    known = {'metadata.name': metadata['name'], 'metadata.namespace': metadata.get('namespace', 'default'),
             'metadata.uid': metadata['uid']}
    for kind in ('annotations', 'labels'):
        known |= {f"metadata.{kind}['{key}']": value for key, value in (metadata.get(kind) or {}).items()}
    if path not in known:
        raise Refused(f'field {path} is not known here')
    return known[path]


def make_volume(volume, directory, context, pod, objects):
    """The host's directory of a volume, with the modes and the group the kubelet gives it."""
    os.makedirs(directory)
    kind = next((k for k in volume if k != 'name'), 'emptyDir')
    if kind == 'emptyDir' or kind in ('persistentVolumeClaim', 'ephemeral'):
        claim = volume.get('emptyDir') or {}
        if claim.get('medium') == 'Memory':
            size = f",size={memory_of(claim['sizeLimit'])}" if 'sizeLimit' in claim else ''
            subprocess.run(['mount', '-t', 'tmpfs', '-o', 'mode=777' + size, 'tmpfs', directory], check=True)
        # No sticky bit, unless it is asked for; with a group the kubelet adds the group's bits and hands it on.
        mode = claim.get('mode', 0o777)
        os.chmod(directory, mode)
        if context.fs_group is not None:
            os.chown(directory, -1, context.fs_group)
            os.chmod(directory, mode | 0o2770)
    elif kind in ('configMap', 'secret'):
        source = volume[kind]
        name = source.get('name') or source.get('secretName')
        data = objects.get(f'{kind}/{name}')
        if data is None:
            raise Refused(f'{kind} {name} is not there')
        for item in source.get('items') or [{'key': key, 'path': key} for key in data]:
            write_file(directory, item, data[item['key']], source, context)
    elif kind == 'downwardAPI':
        for item in volume[kind]['items']:
            write_file(directory, item, field_of(pod, item['fieldRef']['fieldPath']), volume[kind], context)
    else:
        raise Refused(f"volume {volume['name']}: {kind} is not known here")


def write_file(directory, item, text, source, context):
    path = os.path.join(directory, item['path'])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as out:
        out.write(text)
    mode = item.get('mode', source.get('defaultMode', 0o644))
    os.chmod(path, mode if context.fs_group is None else mode | 0o440)
    if context.fs_group is not None:
        os.chown(path, -1, context.fs_group)


def environment(pod, container, objects):
    """The container's variables; those that come of a Secret or ConfigMap are looked up, references are expanded."""
    found = {}
    for entry in container.get('env') or []:
        source = entry.get('valueFrom') or {}
        if 'value' in entry:
            found[entry['name']] = expand(str(entry['value']), found)
        elif 'secretKeyRef' in source or 'configMapKeyRef' in source:
            kind = 'secret' if 'secretKeyRef' in source else 'configMap'
            reference = source[kind + 'KeyRef']
            found[entry['name']] = objects[f"{kind}/{reference['name']}"][reference['key']]
        elif 'fieldRef' in source:
            found[entry['name']] = field_of(pod, source['fieldRef']['fieldPath'])
        else:
            raise Refused(f"variable {entry['name']}: only values, fields and keys of Secrets and ConfigMaps are known here")
    return found


def expand(text, variables):
    """$(NAME) becomes the variable's value and $$ a dollar, as in k8s.io/kubernetes third_party/forked/golang/expansion."""
    result, rest = '', text
    while '$' in rest:
        before, _, rest = rest.partition('$')
        result += before
        if rest.startswith('$'):
            result, rest = result + '$', rest[1:]
        elif rest.startswith('(') and ')' in rest:
            name, _, rest = rest[1:].partition(')')
            result += variables.get(name, f'$({name})')
        else:
            result += '$'
    return result + rest


def memory_of(quantity):
    text = str(quantity)
    unit = next((u for u in MEMORY_UNITS if text.endswith(u)), '')
    return int(float(text.removesuffix(unit)) * MEMORY_UNITS.get(unit, 1))
