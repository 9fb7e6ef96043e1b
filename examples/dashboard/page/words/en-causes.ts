import { plainBy } from './plain';

export const plain = plainBy({
  unreachable: 'it cannot be reached',
  late: 'no answer came in time',
  ended: 'the link has ended',
  silent: 'nothing comes over the link',
  tooMany: 'it was asked too often',
  failing: 'it has a failure',
  unreadable: 'its answer cannot be understood',
});
