import { faultLine, type Fault } from './fault';

/**
 * Thrown where data cannot be a pod template, with every fault found, not only the first.
 *
 * The message is one line for a single fault and one line per fault below a heading for several.
 */
export class InvalidPodTemplateError extends Error {
  override readonly name = 'InvalidPodTemplateError';
  /** Name of the refused pod template. */
  readonly templateName: string;
  /** Every fault, in the order of the pod's fields. */
  readonly faults: readonly Fault[];

  /** @param subject what is refused, where it is no pod template: a step, an option. */
  constructor(
    templateName: string,
    faults: readonly Fault[],
    subject = `pod template ${JSON.stringify(templateName)}`,
  ) {
    const lines = faults.map(faultLine);
    super(
      lines.length === 1
        ? `${subject}: ${lines[0]}`
        : `${subject}: ${lines.length} faults\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
    this.templateName = templateName;
    this.faults = faults;
  }
}
