import { container, emptyDir, pipeline, podTemplate, sh, toleration } from '@podwright/core';
import { maven, python } from '@podwright/templates';

// What a platform team shares: every pod of the organisation starts from here, and nothing in it is exempt from anything.
const base = podTemplate('library', {
  namespace: 'builds',
  serviceAccountName: 'jenkins-agents',
  userNamespaces: true,
  tolerations: [toleration('dedicated', 'builds', 'NoSchedule')],
  nodeSelector: { 'node-pool': 'builds' },
})
  .label('team', 'platform')
  .annotation('example.com/cost-centre', '4711');

const library = base
  .container(maven({ jdk: 17 }))
  .container(python())
  .container(container('docs', 'registry.example.com/tools/asciidoctor:2.0.23', { resources: { memory: '1Gi' } }))
  .volume(emptyDir('site', '/site', { sizeLimit: '500Mi' }), { containers: ['python', 'docs'] })
  .build();

export default pipeline(library)
  .stage('Compile', 'maven', sh('mvn -B package'))
  .stage('Docs', 'docs', sh('asciidoctor --destination-dir /site docs/*.adoc'))
  .stage('Check links', 'python', sh('python tools/check_links.py /site'));
