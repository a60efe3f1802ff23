import type { Rule } from '../rule';
import { agentCommand } from './agent-command';
import { agentInjection } from './agent-injection';
import { capabilityNotAllowed } from './capability-not-allowed';
import { controlPlaneToleration } from './control-plane-toleration';
import { deadlineRequired } from './deadline-required';
import { digestRequired } from './digest-required';
import { dockerInDocker } from './docker-in-docker';
import { dockerSocket } from './docker-socket';
import { hostNamespace } from './host-namespace';
import { hostPath } from './host-path';
import { idleCommand } from './idle-command';
import { ignoredSetting } from './ignored-setting';
import { literalSecret } from './literal-secret';
import { missingRequests } from './missing-requests';
import { namedUser } from './named-user';
import { nodeName } from './node-name';
import { nodePoolNotAllowed } from './node-pool-not-allowed';
import { privilegedContainer } from './privileged-container';
import { registryNotAllowed } from './registry-not-allowed';
import { reservedName } from './reserved-name';
import { resourcesOutOfRange } from './resources-out-of-range';
import { rootUser } from './root-user';
import { secretInEnvironment } from './secret-in-environment';
import { secretInLog } from './secret-in-log';
import { serviceAccountNotAllowed } from './service-account-not-allowed';
import { serviceAccountToken } from './service-account-token';
import { tagNotAllowed } from './tag-not-allowed';
import { unpinnedImage } from './unpinned-image';
import { volumeNotAllowed } from './volume-not-allowed';
import { workspaceUser } from './workspace-user';
import { workspaceVolume } from './workspace-volume';

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
  nodeName,
  serviceAccountToken,
  agentInjection,
  agentCommand,
  rootUser,
  namedUser,
  workspaceUser,
  idleCommand,
  reservedName,
  workspaceVolume,
  secretInLog,
  ignoredSetting,
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
