/** How the server is set for one office on a small machine that it shares with the program. Durability stays whole. */
import { totalmem } from 'node:os'
import { newSocket } from './way.ts'

const MB = 1024 * 1024

/**
 * `name=value` settings for `postgres -c`.
 * @param memory bytes that the machine, or our part of it, has
 */
export function officeFlags(memory = usableMemory()): string[] {
  return [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${newSocket()}`,
    'max_connections=120', // some 40 a process (desk, visitors, jobs), the commands, and room for a second one
    // An eighth, not the usual quarter: the program and its letters live on the same machine.
    `shared_buffers=${within(memory / 8, 128, 1024)}MB`,
    `effective_cache_size=${within(memory / 2, 256, 16_384)}MB`,
    'work_mem=8MB', // a worklist of an office sorts in memory; 80 connections cannot exhaust the machine
    'maintenance_work_mem=128MB',
    'random_page_cost=1.1', // solid-state disks; the default of 4 shuns indexes
    'max_parallel_workers_per_gather=0', // on two cores, a parallel query takes the core that answers the counter
    'jit=off', // its library is not packaged, and our questions are short
    'max_wal_size=2GB', // fewer checkpoints while files of a busy morning come in
    'checkpoint_timeout=10min', // a crash then replays at most ten minutes, some seconds
    // Personal data has no place in a log: neither the statement nor "Key (name)=(张三) already exists".
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    'log_line_prefix=%m ',
  ]
}

/** What this process may use: a container's limit, where there is one. */
function usableMemory(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

const within = (bytes: number, least: number, most: number) => Math.min(most, Math.max(least, Math.floor(bytes / MB)))
