"""Stand-in images: one root filesystem with the Debian packages of all, a small layer and a configuration for each.

A folder of stand-ins has one folder per image with image.yaml, see README.md, and files/, which lies over the root.
`standins.py FOLDER CACHE` makes the root filesystem, unless it is there.
"""
import hashlib
import io
import json
import os
import shlex
import subprocess
import sys
import tarfile

import yaml

SUITE = 'trixie'
# Needed by the judge itself: strace sees what a tool writes.
ALWAYS = {'strace'}
SLIM = ['/usr/share/doc/*', '/usr/share/man/*/*', '/usr/share/locale/*/*']
ARCHITECTURE = subprocess.check_output(['dpkg', '--print-architecture'], text=True).strip()


class StandIns:
    """The images of a folder, as files for `ctr images import`."""

    def __init__(self, folder, cache):
        self.folder, self.cache = folder, cache
        self.images = {n: yaml.safe_load(open(f'{folder}/{n}/image.yaml')) for n in sorted(os.listdir(folder))
                       if os.path.exists(f'{folder}/{n}/image.yaml')}
        self.packages = sorted(ALWAYS.union(*(i.get('packages', []) for i in self.images.values())))
        key = hashlib.sha256('\n'.join([SUITE, ARCHITECTURE, *SLIM, *self.packages]).encode()).hexdigest()[:12]
        self.name = os.path.basename(folder)
        self.root = f'{cache}/root-{self.name}-{key}'
        self.root_name = f'localhost/root-{self.name}-{key}:1'

    def make_root(self):
        """The root filesystem as a tar; the judge keeps what it needs of it and takes the tar away."""
        if os.path.isdir(self.root):
            return
        partial = f'{self.cache}/root.partial'
        subprocess.run(['rm', '-rf', partial], check=True)
        os.mkdir(partial)
        # Each image has the users of the image it stands for, and none that a package made.
        hooks = [f'copy-out /usr/share/base-passwd/passwd.master /usr/share/base-passwd/group.master {partial}',
                 'rm -f "$1"/etc/passwd- "$1"/etc/group- "$1"/var/cache/apt/*.bin']
        subprocess.run(['mmdebstrap', '--quiet', '--variant=minbase', '--include=' + ','.join(self.packages),
                        '--dpkgopt=force-unsafe-io', *(f'--dpkgopt=path-exclude={p}' for p in SLIM),
                        *(f'--customize-hook={h}' for h in hooks), SUITE, f'{partial}/root.tar'],
                       check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)
        with open(f'{partial}/root.tar', 'rb') as tar:
            digest = hashlib.file_digest(tar, 'sha256').hexdigest()
        with open(f'{partial}/layer.json', 'w') as out:
            json.dump({'digest': digest, 'size': os.path.getsize(f'{partial}/root.tar')}, out)
        subprocess.run(f'rm -rf {shlex.quote(self.cache)}/root-{self.name}-*', shell=True, check=True)
        os.rename(partial, self.root)

    def root_layer(self):
        with open(f'{self.root}/layer.json') as text:
            layer = json.load(text)
        return {'mediaType': 'application/vnd.oci.image.layer.v1.tar', 'digest': 'sha256:' + layer['digest'],
                'size': layer['size']}

    def root_image(self, out):
        """Writes the image that is the root filesystem alone; as a sandbox it only has to stay."""
        layer = self.root_layer()
        write_image(out, self.root_name, {'Entrypoint': ['/bin/sleep', 'infinity']}, [layer],
                    {layer['digest']: f'{self.root}/root.tar'})

    def image_name(self, name):
        """The name of a stand-in's image; another one when anything of it changes."""
        parts = [self.root, image_config(self.images[name]), hashlib.sha256(self.layer(name)).hexdigest()]
        return f"localhost/{self.name}/{name}:{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]}"

    def image(self, name, out):
        """Writes the image of a stand-in without the root's layer, which containerd has."""
        layer = self.layer(name)
        digest = 'sha256:' + hashlib.sha256(layer).hexdigest()
        described = {'mediaType': 'application/vnd.oci.image.layer.v1.tar', 'digest': digest, 'size': len(layer)}
        write_image(out, self.image_name(name), image_config(self.images[name]), [self.root_layer(), described],
                    {digest: layer})

    def layer(self, name):
        return layer_of(f'{self.folder}/{name}', self.images[name], self.root)


def image_config(image):
    """The image's configuration, in the words of OCI."""
    env = {'PATH': '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', **image.get('env', {})}
    config = {'Env': [f'{k}={v}' for k, v in env.items()], 'WorkingDir': image.get('workdir', '/'),
              'User': str(image.get('user', '')), 'Volumes': {v: {} for v in image.get('volumes', [])},
              'Entrypoint': image.get('entrypoint'), 'Cmd': image.get('cmd')}
    return {k: v for k, v in config.items() if v}


def layer_of(folder, image, root):
    """The layer of a stand-in: its users, folders, links and files."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode='w') as tar:
        for kind in ('passwd', 'group'):
            with open(f'{root}/{kind}.master') as master:
                add(tar, f'/etc/{kind}', (master.read() + ''.join(l + '\n' for l in image.get(kind, []))).encode())
        for path, owner in image.get('folders', {}).items():
            user, mode = owner.split()
            uid, gid = map(int, user.split(':'))
            # What a package put there belongs to a user that the image does not have.
            add(tar, path, kind=tarfile.DIRTYPE, mode=int(mode, 8), uid=uid, gid=gid)
        for path, target in image.get('links', {}).items():
            add(tar, path, kind=tarfile.SYMTYPE, target=target)
        for parent, _, names in sorted(os.walk(f'{folder}/files')):
            for name in sorted(names):
                file = os.path.join(parent, name)
                with open(file, 'rb') as content:
                    add(tar, file.removeprefix(f'{folder}/files'), content.read(),
                        mode=0o755 if os.access(file, os.X_OK) else 0o644)
    return buffer.getvalue()


def add(tar, path, content=b'', kind=tarfile.REGTYPE, mode=0o644, uid=0, gid=0, target=''):
    entry = tarfile.TarInfo(path.lstrip('/'))
    entry.type, entry.mode, entry.uid, entry.gid, entry.linkname, entry.size = kind, mode, uid, gid, target, len(content)
    tar.addfile(entry, io.BytesIO(content))


def write_image(out, name, config, layers, blobs):
    """An OCI layout as a tar; `blobs` are the layers it carries: bytes, or the path of a file."""
    def document(value, kind):
        text = json.dumps(value).encode()
        digest = 'sha256:' + hashlib.sha256(text).hexdigest()
        blobs[digest] = text
        return {'mediaType': f'application/vnd.oci.image.{kind}.v1+json', 'digest': digest, 'size': len(text)}

    described = document({'architecture': ARCHITECTURE, 'os': 'linux', 'config': config,
                          'rootfs': {'type': 'layers', 'diff_ids': [l['digest'] for l in layers]}}, 'config')
    manifest = document({'schemaVersion': 2, 'mediaType': 'application/vnd.oci.image.manifest.v1+json',
                         'config': described, 'layers': layers}, 'manifest')
    index = {'schemaVersion': 2, 'manifests': [{**manifest, 'annotations': {'io.containerd.image.name': name},
                                                'platform': {'architecture': ARCHITECTURE, 'os': 'linux'}}]}
    with tarfile.open(out, 'w') as tar:
        add(tar, 'oci-layout', b'{"imageLayoutVersion":"1.0.0"}')
        add(tar, 'index.json', json.dumps(index).encode())
        for digest, blob in blobs.items():
            path = 'blobs/' + digest.replace(':', '/')
            if isinstance(blob, bytes):
                add(tar, path, blob)
            else:
                tar.add(blob, path)


if __name__ == '__main__':
    StandIns(*sys.argv[1:3]).make_root()
