/** What an app is called, wherever Splunk asks for it; all of it comes from package.json, contentctl.yml or the command line. */
export interface AppIdentity {
  /** Folder name and package id: letters, digits, `_`, `-`, `.`, not starting with a digit. */
  readonly id: string;
  /** Before every saved search's name. */
  readonly label: string;
  /** In the app list; 5 to 80 characters. */
  readonly title: string;
  readonly version: string;
  readonly author: string;
  readonly description: string;
  readonly licence: string;
}

/** Why a text cannot be an app's id, or undefined when it can (AppInspect's check_for_valid_package_id). */
export function appIdProblem(id: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9._-]*$/.test(id))
    return 'an app id starts with a letter and has letters, digits, "_", "-" and "." only';
  return id.endsWith('.') || id.length > 80
    ? 'an app id has at most 80 characters and does not end with a dot'
    : undefined;
}

/** A title of 5 to 80 characters, which AppInspect demands, from one of any length. */
export function appTitle(title: string): string {
  const long = title.length < 5 ? `${title} detections` : title;
  return long.slice(0, 80).trim();
}

/** A number that grows with the version: Splunk Web caches static files by it. */
export function buildNumber(version: string): string {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.+-]/).map((part) => Number(part) || 0);
  return String(major * 1_000_000 + minor * 1_000 + patch);
}
