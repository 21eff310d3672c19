import type { Speak, TcpDial } from '../contract.ts';
import { speakEcho } from './echo.ts';
import { speakHttp } from './http.ts';
import { speakMysql } from './mysql.ts';
import { speakPostgres } from './postgres.ts';
import { speakRedis } from './redis.ts';
import type { Speech } from './speech.ts';

type MakeSpeech = (dial: TcpDial, attempt: number) => Speech | Promise<Speech>;

/** How each protocol is spoken. TLS is loaded when it is first asked for, to keep the start fast. */
export const speeches: Readonly<Record<Exclude<Speak, 'nothing'>, MakeSpeech>> = {
  echo: ({ nonce }, attempt) => speakEcho(nonce, attempt, '\n'),
  redis: speakRedis,
  mysql: speakMysql,
  postgres: speakPostgres,
  http: speakHttp,
  tls: async () => (await import('./tls.ts')).speakTls(),
};
