import { checkPodFile } from './pod-file';
import { reportOf } from './report';
import { textReport } from './text-report';

const TEXT = `kind: Pod
spec:
  automountServiceAccountToken: false
  hostPID: true
  containers:
    - {name: a, image: 'registry.example.com/a'}
    - {name: b, image: 'registry.example.com/b:latest'}
    - {name: c, image: 'registry.example.com/c:1', command: [sleep, infinity]}
`;

const report = reportOf([
  checkPodFile('pod.yaml', TEXT),
  checkPodFile('service.yaml', 'kind: Service'),
  checkPodFile('x.yaml', ''),
]);

describe('reportOf', () => {
  it('counts', () => {
    expect(report.summary).toEqual({
      files: 3,
      pods: 1,
      containers: 3,
      errors: 4,
      warnings: 5,
      notes: 0,
      unreadable: 1,
    });
    expect(report.version).toBe(1);
  });

  it('lists each container’s own finding', () => {
    const { findings = [] } = report.files[0] ?? {};
    expect(findings.filter(({ ruleId }) => ruleId === 'missing-requests')).toHaveLength(3);
  });
});

describe('textReport', () => {
  it('shows the gravest first, and once what repeats itself', () => {
    expect(textReport(report)).toBe(`pod.yaml:4:12: error host-namespace: hostPID shares a namespace with the node
  -> remove the field: a build needs no namespace of the node
pod.yaml:6:25: error unpinned-image: the image of container "a" has no tag
  -> name a version as tag, or a digest
pod.yaml:7:25: error unpinned-image: the image of container "b" is the latest one
  -> name a version as tag, or a digest
pod.yaml:4:12: error pod-security/hostNamespaces: host namespaces (hostPID=true)
  -> remove hostNetwork, hostPID and hostIPC
pod.yaml:6:7: warning idle-command: container "a" ends at once, unless its image runs something that lasts, and 1 more place
  6:7 spec.containers[0].command (a)
  7:7 spec.containers[1].command (b)
  -> set command: [sleep] and args: [infinity], in an image with a shell; podwright does it by itself
pod.yaml:6:7: warning missing-requests: container "a" requests no cpu, no memory, and 2 more places
  6:7 spec.containers[0].resources.requests (a)
  7:7 spec.containers[1].resources.requests (b)
  8:7 spec.containers[2].resources.requests (c)
  -> set resources.requests, or limits, which the server takes for requests too

service.yaml: no pod in it

x.yaml: is empty

3 files, 1 pod, 3 containers: 4 errors, 5 warnings, 0 notes; 1 file not understood
`);
  });

  it('says of a file in which nothing is found that it was looked at', () => {
    const clean = `kind: Pod\nspec: {automountServiceAccountToken: false, containers: []}\n`;
    expect(textReport(reportOf([checkPodFile('a.yaml', clean)]))).toBe(
      'a.yaml: 1 pod, nothing found\n\n1 file, 1 pod, 0 containers: 0 errors, 0 warnings, 0 notes\n',
    );
  });
});
