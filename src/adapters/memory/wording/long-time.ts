const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Prints a time as some messages of the service do: `Wednesday, July 25, 2018 8:48:14 PM UTC`. */
export function longTime(ms: number): string {
  const time = new Date(ms);
  const hours = time.getUTCHours();
  const [minutes, seconds] = [time.getUTCMinutes(), time.getUTCSeconds()].map((part) => String(part).padStart(2, '0'));
  const date = `${days[time.getUTCDay()]}, ${months[time.getUTCMonth()]} ${time.getUTCDate()}, ${time.getUTCFullYear()}`;
  return `${date} ${hours % 12 || 12}:${minutes}:${seconds} ${hours < 12 ? 'AM' : 'PM'} UTC`;
}
