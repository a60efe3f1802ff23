import type { Rule } from '../rule';
import { agentInjection } from './agent-injection';
import { capabilityNotAllowed } from './capability-not-allowed';
import { controlPlaneToleration } from './control-plane-toleration';
import { deadlineRequired } from './deadline-required';
import { digestRequired } from './digest-required';
import { dockerInDocker } from './docker-in-docker';
import { dockerSocket } from './docker-socket';
import { hostNamespace } from './host-namespace';
import { hostPath } from './host-path';
import { literalSecret } from './literal-secret';
import { missingRequests } from './missing-requests';
import { nodePoolNotAllowed } from './node-pool-not-allowed';
import { privilegedContainer } from './privileged-container';
import { registryNotAllowed } from './registry-not-allowed';
import { resourcesOutOfRange } from './resources-out-of-range';
import { secretInEnvironment } from './secret-in-environment';
import { serviceAccountNotAllowed } from './service-account-not-allowed';
import { serviceAccountToken } from './service-account-token';
import { tagNotAllowed } from './tag-not-allowed';
import { unpinnedImage } from './unpinned-image';
import { volumeNotAllowed } from './volume-not-allowed';

/** Every rule but the checks of Pod Security, in the order in which they are looked at. */
export const RULES: readonly Rule[] = Object.freeze([
  dockerSocket,
  privilegedContainer,
  dockerInDocker,
  hostPath,
  hostNamespace,
  unpinnedImage,
  literalSecret,
  controlPlaneToleration,
  serviceAccountToken,
  agentInjection,
  registryNotAllowed,
  digestRequired,
  tagNotAllowed,
  missingRequests,
  resourcesOutOfRange,
  serviceAccountNotAllowed,
  nodePoolNotAllowed,
  capabilityNotAllowed,
  volumeNotAllowed,
  secretInEnvironment,
  deadlineRequired,
]);
