import type { Problem } from '../../../../domain/problem.ts';
import { problem } from '../../../../domain/problem.ts';

/**
 * Hands a link to the system. Electron knows whether any program takes it, and says so; a browser tells nobody, so its page says what it
 * means when nothing happened.
 * @returns what went wrong, null when nothing did, `unsure` where nobody can know
 */
export async function openOutside(url: string): Promise<Problem | null | 'unsure'> {
  const shell = window.linework;
  if (shell) {
    const answer = await shell.openOutside(url);
    return answer.ok ? null : answer.problem;
  }
  try {
    // A link of its own: the page stays, whatever the browser makes of it.
    const link = document.createElement('a');
    link.href = url;
    link.rel = 'noopener noreferrer';
    if (url.startsWith('https:')) link.target = '_blank';
    link.click();
    return url.startsWith('https:') ? null : 'unsure';
  } catch {
    return problem('device.noProgram');
  }
}
