import * as core from './index';
import * as skeleton from './skeleton';

describe('the names that the package exports', () => {
  it('are these at run time: a new one is a decision', () => {
    expect(Object.keys(core).sort()).toMatchInlineSnapshot(`
     [
       "AGENT_CONTAINER_NAME",
       "AGENT_HOME",
       "AGENT_IMAGE",
       "AGENT_UID",
       "ALL_RULE_IDS",
       "GUARDRAIL_ENGINES",
       "InvalidPodTemplateError",
       "InvalidPolicyError",
       "KUBERNETES_VERSION",
       "POD_SECURITY_LEVELS",
       "POLICY_SCHEMA",
       "PRESETS",
       "PRESET_NAMES",
       "ParallelStages",
       "PipelineBuilder",
       "PodTemplateBuilder",
       "SEVERITIES",
       "WORKING_DIR",
       "agent",
       "archiveArtifacts",
       "checkPod",
       "checkPodTemplate",
       "configMapVolume",
       "container",
       "definePolicy",
       "dir",
       "downwardApiVolume",
       "echo",
       "emptyDir",
       "env",
       "ephemeralVolume",
       "evaluatePodSecurity",
       "explainPodSecurity",
       "fieldEnv",
       "findRule",
       "formatImageReference",
       "groovy",
       "hostPathVolume",
       "imagePatternFault",
       "imageVolume",
       "initContainer",
       "isPodSecurityVersion",
       "isPolicy",
       "junit",
       "levelOf",
       "matchesImagePattern",
       "mebibytesOf",
       "mergeEnv",
       "parseImageReference",
       "parseQuantity",
       "passwdEntry",
       "persistentVolumeClaim",
       "pipeline",
       "podManifest",
       "podTemplate",
       "projectedVolume",
       "renderAgentBlock",
       "renderDeclarativePipeline",
       "renderGuardrails",
       "renderPodTemplateCall",
       "renderPodYaml",
       "renderScriptedPipeline",
       "requireNodes",
       "retry",
       "secretEnv",
       "secretVolume",
       "service",
       "sh",
       "step",
       "suggestionFor",
       "timeout",
       "toleration",
       "withCredentials",
     ]
    `);
  });

  it('are one more in the entry that loads a compiler', () => {
    expect(Object.keys(skeleton)).toEqual(['compileSkeleton']);
  });

  it('cannot be changed where they are data', () => {
    for (const [name, value] of Object.entries(core))
      if (typeof value === 'object') expect([name, Object.isFrozen(value)]).toEqual([name, true]);
  });
});
