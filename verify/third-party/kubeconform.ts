import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../lib/json';
import { FindingsByPod, inFolder, runProgram, type Findings } from './program';

/** kubeconform's own format, as far as it is read. */
interface Conformity {
  readonly resources: readonly {
    readonly filename: string;
    readonly status: 'statusValid' | 'statusInvalid' | 'statusError' | 'statusSkipped';
    readonly msg: string;
  }[];
}

/** Where kubeconform is told to look: the file of the schema below, and nowhere else. */
const SCHEMA_FILE = 'pod-schema.json';

/** What kubeconform finds in pods by a JSON schema, as `'path': its sentence`; duplicate keys are found too. */
export function kubeconform(
  pods: ReadonlyMap<string, string>,
  schema: JsonObject,
  command?: string,
): Promise<Findings> {
  return inFolder(pods, async (folder) => {
    writeFileSync(join(folder, SCHEMA_FILE), JSON.stringify(schema));
    const answer = await runProgram({
      name: 'kubeconform',
      args: [
        '-strict',
        '-verbose',
        '-output=json',
        `-schema-location=${SCHEMA_FILE}`,
        ...[...pods.keys()].map((name) => `${name}.yaml`),
      ],
      folder,
      ...(command === undefined ? {} : { command }),
    });
    const findings = new FindingsByPod();
    for (const { filename, status, msg } of (answer as Conformity).resources) {
      findings.add(filename, ...(status === 'statusValid' ? [] : sentencesOf(`${status}: ${msg}`)));
    }
    return findings.all();
  });
}

/** What is wrong, place by place: its list of errors has only the outermost, its message all in one line. */
function sentencesOf(message: string): readonly string[] {
  const [whole = '', ...places] = message.split(/ +- at (?=')/);
  const wrong = places.map((place) => place.trim()).filter((place) => !place.endsWith(': validation failed'));
  return wrong.length > 0 ? wrong : [whole];
}
