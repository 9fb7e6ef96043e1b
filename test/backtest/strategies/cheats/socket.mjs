import { connect } from 'node:net';
import { map, timer } from 'rxjs';

/** Opens a socket. */
export default () => timer(1_000).pipe(map(() => connect(80, '127.0.0.1')));
