import type { Duplex } from "node:stream";
import type { ErrorCode } from "./http2-error.ts";
import { errorCodes, Http2Error } from "./http2-error.ts";
import type { Frame } from "./frames.ts";
import { readContent, flags, FrameReader, frameTypes } from "./frames.ts";
import type { AssembledBlock } from "./header-assembler.ts";
import { HeaderAssembler } from "./header-assembler.ts";
import { HeaderDecoder } from "./header-decoder.ts";
import { FrameWriter } from "./frame-writer.ts";
import { ReceiveWindow } from "./receive-window.ts";
import { interpretHeaders } from "./request.ts";
import { Sender } from "./sender.ts";
import { connectionWindow, defaultWindow, encodeSettings, readInitialWindow } from "./settings.ts";
import { StreamTable } from "./stream-table.ts";
import { ServerStream } from "./stream.ts";

export interface ConnectionListener {
  /** A request has begun. Must set the stream's `listener` before it returns. */
  onStream(stream: ServerStream): void;
  /** Called once, after every stream has been closed. */
  onClose(): void;
  /** The connection ends because of the peer or of a socket error. */
  onError(error: Error): void;
}

const nothing = Buffer.alloc(0);
const goodbyeMilliseconds = 1000;

/** The server's side of an HTTP/2 connection (RFC 9113), over a socket that is connected and, if required, secured. */
export class Http2Connection {
  readonly #socket: Duplex;
  readonly #listener: ConnectionListener;
  readonly #reader = new FrameReader();
  readonly #assembler = new HeaderAssembler();
  readonly #decoder = new HeaderDecoder(interpretHeaders);
  readonly #window = new ReceiveWindow(connectionWindow);
  readonly #streams = new StreamTable();
  readonly #output: FrameWriter;
  readonly #sender: Sender;
  #hasSettings = false;
  #isOver = false;

  constructor(socket: Duplex, listener: ConnectionListener) {
    this.#socket = socket;
    this.#listener = listener;
    this.#output = new FrameWriter(socket);
    this.#sender = new Sender(this.#output);
    this.#output.writeFrame(frameTypes.SETTINGS, 0, 0, encodeSettings());
    this.#output.writeNumber(frameTypes.WINDOW_UPDATE, 0, connectionWindow - defaultWindow);
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    socket.on("drain", () => this.#sender.resume());
    socket.on("error", (error) => this.#fail(error));
    socket.on("end", () => this.#end());
    socket.on("close", () => this.#onClosed());
  }

  /** Closes the connection and its streams. */
  close(): void {
    this.#end();
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    if (this.#isOver) return;
    try {
      this.#reader.push(chunk);
      for (let frame = this.#reader.next(); frame !== undefined; frame = this.#reader.next()) {
        this.#receive(frame);
        if (this.#isOver) return;
      }
      if (this.#output.isOverflowing) throw new Http2Error("ENHANCE_YOUR_CALM", "the peer does not read its answers");
    } catch (error) {
      if (!(error instanceof Http2Error)) throw error;
      this.#fail(error);
    }
  }

  #receive(frame: Frame): void {
    try {
      this.#dispatch(frame);
    } catch (error) {
      if (!(error instanceof Http2Error) || error.streamId === undefined) throw error;
      this.#refuse(error.streamId, error.code);
    }
  }

  #dispatch(frame: Frame): void {
    if (!this.#hasSettings && (frame.type !== frameTypes.SETTINGS || (frame.flags & flags.ACK) !== 0))
      throw new Http2Error("PROTOCOL_ERROR", "the first frame is not SETTINGS");
    if (!this.#assembler.expects(frame)) throw new Http2Error("PROTOCOL_ERROR", "a header block is interrupted");
    switch (frame.type) {
      case frameTypes.DATA:
        return this.#onData(frame);
      case frameTypes.HEADERS:
      case frameTypes.CONTINUATION:
        return this.#onHeaders(this.#assembler.push(frame));
      case frameTypes.PRIORITY:
        return check(frame, "a stream", 5);
      case frameTypes.RST_STREAM:
        return this.#onReset(frame);
      case frameTypes.SETTINGS:
        return this.#onSettings(frame);
      case frameTypes.PUSH_PROMISE:
        throw new Http2Error("PROTOCOL_ERROR", "a client may not push");
      case frameTypes.PING:
        return this.#onPing(frame);
      case frameTypes.GOAWAY:
        return check(frame, "the connection");
      case frameTypes.WINDOW_UPDATE:
        return this.#onWindowUpdate(frame);
      default:
    }
  }

  #onData(frame: Frame): void {
    const { streamId, payload } = frame;
    this.#streams.checkNotOver(streamId);
    this.#window.take(payload.length);
    const raised = this.#window.release(payload.length);
    if (raised > 0) this.#output.writeNumber(frameTypes.WINDOW_UPDATE, 0, raised);
    const isEnd = (frame.flags & flags.END_STREAM) !== 0;
    this.#streams.get(streamId)?.receive(readContent(frame), payload.length, isEnd);
  }

  #onHeaders(assembled: AssembledBlock | undefined): void {
    if (assembled === undefined) return;
    const { streamId, isEnd, block } = assembled;
    const isNew = this.#streams.isNew(streamId);
    const { request, isTrailers } = this.#decoder.decode(block);
    if (!isNew) return this.#onTrailers(streamId, isEnd && isTrailers);
    if (request === undefined || this.#streams.isFull) {
      if (!isEnd) this.#streams.cutOff(streamId);
      return this.#refuse(streamId, request === undefined ? "PROTOCOL_ERROR" : "REFUSED_STREAM");
    }
    const host = { output: this.#output, sender: this.#sender, forget: this.#forget };
    const stream = new ServerStream(streamId, request, isEnd, host);
    this.#streams.add(stream);
    this.#listener.onStream(stream);
    if (isEnd) stream.receiveEnd();
  }

  readonly #forget = (stream: ServerStream): void => this.#streams.remove(stream);

  #onTrailers(streamId: number, isSound: boolean): void {
    this.#streams.checkNotOver(streamId);
    const stream = this.#streams.get(streamId);
    if (stream?.isRemoteEnded === true) throw new Http2Error("STREAM_CLOSED", "headers came after the end", streamId);
    if (!isSound) throw new Http2Error("PROTOCOL_ERROR", "these are no trailers", streamId);
    stream?.receiveEnd();
  }

  #onReset(frame: Frame): void {
    check(frame, "a stream", 4);
    this.#streams.checkBegun(frame.streamId);
    this.#streams.get(frame.streamId)?.close();
    this.#streams.forget(frame.streamId);
  }

  #onSettings(frame: Frame): void {
    check(frame, "the connection");
    if ((frame.flags & flags.ACK) !== 0) return check(frame, "the connection", 0);
    this.#hasSettings = true;
    const initialWindow = readInitialWindow(frame.payload);
    this.#output.writeFrame(frameTypes.SETTINGS, flags.ACK, 0, nothing);
    if (initialWindow === undefined) return;
    const open = this.#streams.all().map(({ outbox }) => outbox);
    this.#sender.changeInitialWindow(initialWindow, open);
  }

  #onPing(frame: Frame): void {
    check(frame, "the connection", 8);
    if ((frame.flags & flags.ACK) === 0) this.#output.writeFrame(frameTypes.PING, flags.ACK, 0, frame.payload);
  }

  #onWindowUpdate(frame: Frame): void {
    if (frame.payload.length !== 4) throw new Http2Error("FRAME_SIZE_ERROR", "WINDOW_UPDATE has no four bytes");
    const by = frame.payload.readUInt32BE() & 0x7fff_ffff;
    if (frame.streamId === 0) return this.#sender.raiseWindow(by);
    this.#streams.checkBegun(frame.streamId);
    const outbox = this.#streams.get(frame.streamId)?.outbox;
    if (outbox !== undefined) this.#sender.raiseStreamWindow(outbox, by);
  }

  #refuse(streamId: number, code: ErrorCode): void {
    const stream = this.#streams.get(streamId);
    if (stream === undefined) this.#output.writeNumber(frameTypes.RST_STREAM, streamId, errorCodes[code]);
    else stream.reset(code);
  }

  #fail(error: Error): void {
    if (this.#isOver) return;
    this.#listener.onError(error);
    if (error instanceof Http2Error) this.#end(error.code);
    else this.#socket.destroy();
  }

  /** Sends GOAWAY and closes the socket once it has been sent, or after a second. */
  #end(code: ErrorCode = "NO_ERROR"): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const stream of this.#streams.all()) stream.close();
    const payload = Buffer.alloc(8);
    payload.writeUInt32BE(this.#streams.lastId);
    payload.writeUInt32BE(errorCodes[code], 4);
    this.#output.writeFrame(frameTypes.GOAWAY, 0, 0, payload);
    this.#output.flush();
    this.#socket.end(() => this.#socket.destroy());
    this.#socket.resume();
    setTimeout(() => this.#socket.destroy(), goodbyeMilliseconds).unref();
  }

  #onClosed(): void {
    this.#isOver = true;
    for (const stream of this.#streams.all()) stream.close();
    this.#listener.onClose();
  }
}

/** @param bytes the exact length. @default any length */
function check({ streamId, payload }: Frame, where: "a stream" | "the connection", bytes?: number): void {
  if ((streamId === 0) !== (where === "the connection"))
    throw new Http2Error("PROTOCOL_ERROR", `a frame came that belongs to ${where}`);
  if (bytes !== undefined && payload.length !== bytes)
    throw new Http2Error("FRAME_SIZE_ERROR", `a frame of ${payload.length} bytes came that has to have ${bytes}`);
}
