/** What a team asks the platform for: one line of a table, as it might come from a form or a file. */
export interface Team {
  readonly name: string;
  readonly stack: 'java-maven' | 'java-gradle' | 'node' | 'python' | 'go' | 'rust' | 'dotnet' | 'php' | 'ruby';
  /** A service that its tests need. */
  readonly database?: 'postgres' | 'mysql' | 'mongo' | 'redis';
  /** Memory of its build. */
  readonly memory: string;
  /** Whether it builds an image. */
  readonly image?: boolean;
}

const of = (name: string, stack: Team['stack'], memory: string, more: Partial<Team> = {}): Team => ({
  name,
  stack,
  memory,
  ...more,
});

/** The forty teams of the organisation. */
export const TEAMS: readonly Team[] = [
  of('accounts', 'java-maven', '4Gi', { database: 'postgres', image: true }),
  of('ads', 'node', '3Gi'),
  of('analytics', 'python', '4Gi', { database: 'postgres' }),
  of('app-gateway', 'go', '3Gi', { image: true }),
  of('audit', 'java-gradle', '4Gi', { database: 'mongo' }),
  of('billing', 'java-maven', '4Gi', { database: 'mysql', image: true }),
  of('blog', 'php', '1Gi', { database: 'mysql' }),
  of('booking', 'java-gradle', '5Gi', { database: 'postgres', image: true }),
  of('cards', 'java-maven', '3Gi', { database: 'postgres' }),
  of('cart', 'node', '3Gi', { database: 'redis', image: true }),
  of('catalogue', 'go', '3Gi', { database: 'mongo', image: true }),
  of('checkout', 'node', '3Gi', { database: 'redis' }),
  of('claims', 'dotnet', '4Gi', { image: true }),
  of('compiler', 'rust', '6Gi'),
  of('consent', 'go', '2Gi'),
  of('crm', 'dotnet', '4Gi', { database: 'postgres' }),
  of('data-lake', 'python', '6Gi'),
  of('delivery', 'java-gradle', '4Gi', { database: 'postgres' }),
  of('design-system', 'node', '4Gi'),
  of('documents', 'ruby', '2Gi', { database: 'postgres' }),
  of('edge', 'rust', '6Gi', { image: true }),
  of('events', 'go', '3Gi', { database: 'redis' }),
  of('forecast', 'python', '6Gi'),
  of('fraud', 'python', '4Gi', { database: 'mongo', image: true }),
  of('helpdesk', 'ruby', '2Gi', { database: 'mysql' }),
  of('identity', 'java-maven', '4Gi', { database: 'postgres', image: true }),
  of('inventory', 'java-maven', '3Gi', { database: 'postgres' }),
  of('ledger', 'java-gradle', '5Gi', { database: 'postgres', image: true }),
  of('loyalty', 'node', '2Gi', { database: 'mongo' }),
  of('mail', 'go', '2Gi'),
  of('maps', 'rust', '6Gi'),
  of('marketing-site', 'php', '1Gi'),
  of('payments', 'java-maven', '4Gi', { database: 'postgres', image: true }),
  of('pricing', 'dotnet', '4Gi', { database: 'redis', image: true }),
  of('recommendations', 'python', '6Gi', { database: 'redis' }),
  of('search', 'java-gradle', '6Gi', { image: true }),
  of('shop', 'node', '4Gi', { database: 'redis', image: true }),
  of('support', 'ruby', '2Gi', { database: 'postgres' }),
  of('telemetry', 'go', '3Gi', { image: true }),
  of('warehouse', 'dotnet', '4Gi', { database: 'mysql' }),
];
