import { faultLine, type Fault } from './fault';

/** Thrown where data cannot be a policy, with every fault found: one line each, with place and remedy. */
export class InvalidPolicyError extends Error {
  override readonly name = 'InvalidPolicyError';
  /** Every fault, in the order of the policy's fields. */
  readonly faults: readonly Fault[];

  constructor(policyName: string, faults: readonly Fault[]) {
    const subject = `policy ${JSON.stringify(policyName)}`;
    const lines = faults.map(faultLine);
    super(
      lines.length === 1
        ? `${subject}: ${lines[0]}`
        : `${subject}: ${lines.length} faults\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
    this.faults = faults;
  }
}
