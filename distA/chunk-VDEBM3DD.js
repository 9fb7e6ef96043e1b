import {
  longestQueue
} from "./chunk-WAWVYRRB.js";
import {
  linkError
} from "./chunk-442TD3LK.js";

// src/connectivity/socket-ws.ts
import { Observable } from "rxjs";
import { WebSocket } from "ws";
var closeTimeout = 1e3;
var openWsSocket = (url, maxFrameBytes) => new Observable((subscriber) => {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: maxFrameBytes });
  let opened = false;
  const leaveUnread = () => {
    const { bufferedAmount } = socket;
    if (bufferedAmount <= longestQueue) return;
    subscriber.error(linkError("not-read", `${bufferedAmount} bytes wait for a venue that reads nothing`));
  };
  socket.on("open", () => {
    opened = true;
    subscriber.next({
      type: "open",
      send: (text) => {
        if (socket.readyState !== WebSocket.OPEN) return;
        socket.send(text);
        leaveUnread();
      }
    });
  });
  socket.on("message", (data, isBinary) => {
    if (!isBinary) subscriber.next({ type: "message", text: data.toString("utf8") });
  });
  socket.on("close", () => subscriber.complete());
  socket.on("error", (error) => {
    const tooLarge = error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH";
    const reason = tooLarge ? "frame-too-large" : opened ? "closed" : "connect-failed";
    subscriber.error(linkError(reason, error.message));
  });
  return () => {
    socket.removeAllListeners("message");
    if (socket.readyState === WebSocket.CONNECTING) {
      socket.terminate();
      return;
    }
    socket.close();
    const cut = setTimeout(() => socket.terminate(), closeTimeout);
    cut.unref();
    socket.once("close", () => clearTimeout(cut));
  };
});

export {
  openWsSocket
};
//# sourceMappingURL=chunk-VDEBM3DD.js.map