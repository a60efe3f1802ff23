import { parseImageReference } from '@podwright/core';

/** Tools that a report tells apart, because a pod with one of them builds images. */
export type Tool = 'kaniko' | 'buildah' | 'buildkit' | 'podman' | 'dind' | 'docker' | 'maven' | 'gradle' | 'node';

/** The last part of a repository's path, a tag, and the tool they stand for; the first that fits is taken. */
const TOOLS: readonly (readonly [name: RegExp, tag: RegExp, tool: Tool])[] = [
  [/(?:^|[-._])dind(?:$|[-._])/, /^/, 'dind'],
  [/^docker$/, /(?:^|[-._])dind(?:$|[-._])/, 'dind'],
  [/^(?:executor|kaniko)(?:$|[-._])/, /^/, 'kaniko'],
  [/(?:^|[-._])buildah(?:$|[-._])/, /^/, 'buildah'],
  [/(?:^|[-._])buildkit(?:$|[-._])/, /^/, 'buildkit'],
  [/(?:^|[-._])podman(?:$|[-._])/, /^/, 'podman'],
  [/^docker(?:$|[-._])/, /^/, 'docker'],
  [/(?:^|[-._])maven(?:$|[-._])/, /^/, 'maven'],
  [/(?:^|[-._])gradle(?:$|[-._])/, /^/, 'gradle'],
  [/^node$/, /^/, 'node'],
];

/** The tool that an image is known for, by its name; null for any other. */
export function toolOf(image: string): Tool | null {
  const reference = parseImageReference(image);
  if (reference === undefined) return null;
  const name = reference.repository.split('/').at(-1) ?? '';
  // `executor` is many things; Kaniko's stands in a path that says so.
  const isOtherExecutor = name === 'executor' && !/kaniko/.test(reference.repository);
  if (isOtherExecutor) return null;
  return TOOLS.find(([ofName, ofTag]) => ofName.test(name) && ofTag.test(reference.tag ?? ''))?.[2] ?? null;
}
