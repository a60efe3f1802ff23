import type { PodTemplate } from '../../model/pod-template';
import { judgedPod, type Failure, type PodSecurityCheck } from './check';
import { NEWEST_MINOR } from './version';

/** For tests: what a check says of a pod, at the newest release or another. */
export function failureOf(
  { check }: PodSecurityCheck,
  pod: PodTemplate['pod'],
  minor: number = NEWEST_MINOR,
): Failure | undefined {
  return check(judgedPod(pod), minor);
}
