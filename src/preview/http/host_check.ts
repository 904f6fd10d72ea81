import { isIP } from 'node:net';
import { hostname } from 'node:os';

/**
 * Whether a Host header names this machine. A page on another site can make its own name point at 127.0.0.1 (DNS rebinding)
 * and would then be same-origin with the preview; but it can't make the browser send another name than its own.
 */
export function isOwnHost(header: string | undefined, boundTo: string): boolean {
  if (header === undefined) return false;
  const name = withoutPort(header).toLowerCase();
  if (name === 'localhost' || name === boundTo.toLowerCase()) return true;
  if (isLoopback(name)) return true;
  const boundWidely = !isLoopback(boundTo) && boundTo !== 'localhost';
  return boundWidely && (isIP(name) !== 0 || name === hostname().toLowerCase());
}

function withoutPort(header: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(header);
  if (bracketed !== null) return bracketed[1] ?? '';
  return header.replace(/:\d+$/, '');
}

/** True for 127.0.0.0/8 and ::1. */
export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}
