/** What the page says of a command that it has sent. */

const NOT_YET = 'It is accepted, and has not taken effect yet. Its timeline tells.';
const NOT_KNOWN = 'It is accepted; whether it helped is not known yet.';
const ACCEPTED = 202;

/**
 * Of a command that was waited for: a plain 202 says that the wait was over first.
 * @param {string} done what is said once it has taken effect
 * @returns {[string, 'good' | 'bad']} for a notice
 */
export const outcome = ({ status }, done) => (status === ACCEPTED ? [NOT_YET, 'bad'] : [done, 'good']);

/**
 * Of a command by which an operator has released a parked one.
 * @param {'retry' | 'skip'} action
 * @param {{status: string, problem?: {detail?: string}} | undefined} receipt undefined where none was had
 * @returns {[string, 'good' | 'bad']} for a notice
 */
export function released(action, receipt) {
  if (receipt?.status === 'EXECUTED') return [action === 'retry' ? 'It is retried.' : 'It is skipped.', 'good'];
  if (receipt?.status === 'REJECTED') return [`It did not help: ${receipt.problem?.detail ?? 'it is still parked'}`, 'bad'];
  return [NOT_KNOWN, 'bad'];
}
