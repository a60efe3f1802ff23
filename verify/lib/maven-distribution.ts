import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The Maven that the template `maven` has in its image. */
export const MAVEN_VERSION = '3.9.16';

/** Path of that Maven's `mvn`: the published distribution, fetched once by the Maven of the machine and kept with the judges. */
export function mavenDistribution(): string {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'podwright-judges');
  const place = join(cache, `apache-maven-${MAVEN_VERSION}`);
  const mvn = join(place, 'bin', 'mvn');
  if (existsSync(mvn)) return mvn;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'maven-'));
  try {
    const artifact = `org.apache.maven:apache-maven:${MAVEN_VERSION}:tar.gz:bin`;
    const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';
    execFileSync('mvn', ['-q', '-B', copy, `-Dartifact=${artifact}`, '-DoutputDirectory=.'], {
      cwd: work,
      stdio: 'pipe',
    });
    execFileSync('tar', ['xzf', `apache-maven-${MAVEN_VERSION}-bin.tar.gz`], { cwd: work });
    renameSync(join(work, `apache-maven-${MAVEN_VERSION}`), place);
  } finally {
    rmSync(work, { recursive: true });
  }
  return mvn;
}
