/**
 * Ready, hardened tool containers for Jenkins agent pods.
 *
 * @packageDocumentation
 */
export { agent } from './agent';
export { buildah } from './builders/buildah';
export { buildahBuild } from './builders/buildah-build';
export type { BuildSecret, ImageBuildOptions } from './builders/image-build';
export { kaniko } from './builders/kaniko';
export { kanikoBuild } from './builders/kaniko-build';
export { registryCache, type RegistryCache } from './builders/registry-cache';
export { CATALOGUE, findEntry } from './catalogue';
export type { CatalogueEntry, OptionEntry, OptionTable, OwnOptions, TemplateKind } from './catalogue-entry';
export type { CatalogueImage } from './catalogue-image';
export type { Service } from './define-service';
export type { Tool } from './define-tool';
export { describedPipeline, type Description } from './description';
export { commonOptions } from './option-faults';
export { recipe, type Recipe, type RecipeFields } from './recipe';
export { postgres } from './services/postgres';
export { shellWord } from './shell-word';
export type { ServiceOptions, ToolOptions } from './tool-options';
export { go } from './tools/go';
export { maven } from './tools/maven';
export { node } from './tools/node';
export { python } from './tools/python';
