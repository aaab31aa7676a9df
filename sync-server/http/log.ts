import { destination, type Logger, pino } from 'pino';

/** One JSON object a line on stderr (DESIGN §9), level by `LOG_LEVEL`. No bodies, no headers, no queries: nothing of a customer. */
export const makeLog = (level = process.env.LOG_LEVEL ?? 'info'): Logger =>
  pino(
    {
      level,
      base: { program: 'office' },
      redact: {
        paths: [
          'password',
          'token',
          '*.password',
          '*.token',
          '*.deviceCredential',
          'headers',
          '*.headers',
          'body',
          '*.body',
        ],
        censor: '[redacted]',
      },
      serializers: {
        err: (error: Error & { code?: string }) => ({ type: error.name, code: error.code, stack: error.stack }),
      },
    },
    destination({ dest: 2, sync: false }),
  );
