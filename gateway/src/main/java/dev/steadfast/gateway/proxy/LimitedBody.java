package dev.steadfast.gateway.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A request body of unknown length that fails once it has passed a limit. Nothing is kept of it.
 */
final class LimitedBody implements ReadStream<Buffer> {
  private final ReadStream<Buffer> source;
  private final long limit;
  private long seen;
  private Runnable ended = () -> {};
  private @Nullable Handler<Throwable> failureHandler;

  LimitedBody(ReadStream<Buffer> source, long limit) {
    this.source = source;
    this.limit = limit;
  }

  /** Whether more than the limit has come. */
  boolean exceeded() {
    return seen > limit;
  }

  /** Asks to be told of the end, just before the reader is. */
  void whenEnded(Runnable action) {
    ended = action;
  }

  @Override
  public LimitedBody handler(@Nullable Handler<Buffer> handler) {
    source.handler(handler == null ? null : chunk -> accept(chunk, handler));
    return this;
  }

  private void accept(Buffer chunk, Handler<Buffer> handler) {
    boolean before = exceeded();
    seen += chunk.length();
    if (!exceeded()) {
      handler.handle(chunk);
    } else if (!before && failureHandler != null) {
      failureHandler.handle(new IllegalStateException("the body is over " + limit + " bytes"));
    }
  }

  @Override
  public LimitedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
    this.failureHandler = handler;
    source.exceptionHandler(handler);
    return this;
  }

  @Override
  public LimitedBody endHandler(@Nullable Handler<Void> handler) {
    source.endHandler(
        handler == null
            ? null
            : end -> {
              ended.run();
              handler.handle(null);
            });
    return this;
  }

  @Override
  public LimitedBody pause() {
    source.pause();
    return this;
  }

  @Override
  public LimitedBody resume() {
    source.resume();
    return this;
  }

  @Override
  public LimitedBody fetch(long amount) {
    source.fetch(amount);
    return this;
  }
}
