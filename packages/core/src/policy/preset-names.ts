/** Name of a policy that comes with the library. */
export type PresetName = 'recommended' | 'baseline' | 'restricted';

/** Names of the policies that come with the library. */
export const PRESET_NAMES: readonly PresetName[] = Object.freeze(['recommended', 'baseline', 'restricted']);
