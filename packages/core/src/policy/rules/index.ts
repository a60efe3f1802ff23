import type { Rule } from '../rule';
import { agentInjection } from './agent-injection';
import { controlPlaneToleration } from './control-plane-toleration';
import { dockerInDocker } from './docker-in-docker';
import { dockerSocket } from './docker-socket';
import { hostNamespace } from './host-namespace';
import { hostPath } from './host-path';
import { literalSecret } from './literal-secret';
import { privilegedContainer } from './privileged-container';
import { serviceAccountToken } from './service-account-token';
import { unpinnedImage } from './unpinned-image';

/** The rules every pod template obeys whatever its level, or is exempted from by name. */
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
]);
