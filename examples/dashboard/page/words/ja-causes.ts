import { plainBy } from './plain';

export const plain = plainBy({
  unreachable: '接続できません',
  late: '時間内に応答がありません',
  ended: '接続が切れました',
  silent: '何も届いていません',
  tooMany: 'リクエストが多すぎます',
  failing: '障害が起きています',
  unreadable: '応答を読み取れません',
});
