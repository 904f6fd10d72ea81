/** Whether an address lies in a CIDR range; IPv4 and IPv6. An address that is none lies in no range. */
export function cidrMatch(range: string, address: string): boolean {
  const [network = '', bits] = range.split('/');
  const wanted = addressBits(network.trim());
  const given = addressBits(address.trim());
  if (wanted === undefined || wanted.length !== given?.length) return false;
  const length = bits === undefined ? wanted.length : Number(bits);
  if (!Number.isInteger(length) || length < 0 || length > wanted.length) return false;
  return wanted.slice(0, length) === given.slice(0, length);
}

function addressBits(text: string): string | undefined {
  return text.includes(':') ? ipv6Bits(text) : ipv4Bits(text);
}

function ipv4Bits(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.map((part) => Number(part).toString(2).padStart(8, '0')).join('');
}

function ipv6Bits(text: string): string | undefined {
  const halves = withoutIpv4Tail(text).split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

/** `::ffff:10.0.0.1` with its last two groups in hexadecimal. */
function withoutIpv4Tail(text: string): string {
  return text.replace(/(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/, (_, ...parts: unknown[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
}
