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
export { mysql } from './services/mysql';
export { mariadb } from './services/mariadb';
export { mongo } from './services/mongo';
export { redis } from './services/redis';
export { valkey } from './services/valkey';
export { rabbitmq } from './services/rabbitmq';
export { kafka } from './services/kafka';
export { selenium } from './services/selenium';
export { wiremock } from './services/wiremock';
export { localstack } from './services/localstack';
export { postgres } from './services/postgres';
export { shellWord } from './shell-word';
export type { ServiceOptions, ToolOptions } from './tool-options';
export { dotnet } from './tools/dotnet';
export { go } from './tools/go';
export { gradle } from './tools/gradle';
export { jdk } from './tools/jdk';
export { maven } from './tools/maven';
export { node } from './tools/node';
export { php } from './tools/php';
export { python } from './tools/python';
export { ruby } from './tools/ruby';
export { rust } from './tools/rust';
