/**
 * Ready, hardened tool containers for Jenkins agent pods.
 *
 * @packageDocumentation
 */
export { agent } from './agent';
export { buildah, type BuildahOptions } from './buildah';
export { buildahBuild } from './buildah-build';
export { CATALOGUE, findEntry } from './catalogue';
export type { CatalogueEntry, OptionEntry, TemplateKind } from './catalogue-entry';
export { describedPipeline, type Description } from './description';
export { go, type GoOptions } from './go';
export type { BuildSecret, ImageBuildOptions } from './image-build';
export { kaniko, type KanikoOptions } from './kaniko';
export { kanikoBuild } from './kaniko-build';
export { maven, type MavenOptions } from './maven';
export { node, type NodeOptions } from './node';
export { postgres, type PostgresOptions } from './postgres';
export { python, type PythonOptions } from './python';
export { registryCache, type RegistryCache } from './registry-cache';
export { shellWord } from './shell-word';
export type { ToolOptions } from './tool-options';
