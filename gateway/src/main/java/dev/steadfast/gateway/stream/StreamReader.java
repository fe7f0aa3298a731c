package dev.steadfast.gateway.stream;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One open stream. First it is given what it missed, then what waited meanwhile, then each event as
 * it comes. It holds a bounded number of events: a client that reads too slowly is disconnected,
 * and resumes from the last event that it has.
 */
final class StreamReader implements LiveHub.Reader {
  private static final long WRITE_PATIENCE_SECONDS = 30;

  private final Context context;
  private final HttpServerResponse response;
  private final int limit;
  private final Queue<LiveEvent> waiting = new ArrayDeque<>();
  private final Set<Feed> feeds;
  private Place seen;
  private Runnable givenUp = () -> {};
  private boolean live;
  private boolean closed;

  /**
   * A reader on an open response.
   *
   * @param feeds what it may be shown
   * @param seen what the client has already; nothing before it is sent again
   * @param limit how many events may wait
   */
  StreamReader(
      Context context, HttpServerResponse response, Set<Feed> feeds, Place seen, int limit) {
    this.context = context;
    this.response = response;
    this.feeds = feeds;
    this.seen = seen;
    this.limit = limit;
  }

  @Override
  public void offer(LiveEvent event) {
    synchronized (this) {
      if (closed || !feeds.contains(event.feed())) {
        return;
      }
      if (waiting.size() < limit) {
        waiting.add(event);
        if (waiting.size() > 1 || !live) {
          return;
        }
      } else {
        closed = true;
        waiting.clear();
      }
    }
    context.runOnContext(now -> drain());
  }

  /** Writes missed events; returns when the client has room for more. */
  void replay(List<LiveEvent> missed) throws InterruptedException {
    CompletableFuture<Void> room = new CompletableFuture<>();
    context.runOnContext(
        now -> {
          if (response.closed() || response.ended()) {
            room.completeExceptionally(new IllegalStateException("the client is gone"));
            return;
          }
          missed.forEach(event -> response.write(text(event, event.after())));
          if (response.writeQueueFull()) {
            response.drainHandler(drained -> room.complete(null));
          } else {
            room.complete(null);
          }
        });
    try {
      room.get(WRITE_PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the client does not read", e);
    }
  }

  /** Ends the replay: from now on events are written as they come. */
  void goLive() {
    synchronized (this) {
      live = true;
    }
    context.runOnContext(now -> drain());
  }

  /** Whether everything that was offered has been written. */
  synchronized boolean upToDate() {
    return live && waiting.isEmpty();
  }

  /** Gives up the claim that the client has seen anything: it is told to start anew. */
  synchronized void startAnew() {
    seen = Place.UNKNOWN;
  }

  /** The id for a place that the topics are read to: a client may be ahead of this replica. */
  synchronized Place idAt(Place read) {
    return read.max(seen);
  }

  private synchronized boolean seen(LiveEvent event) {
    return event.offset() < seen.of(event.feed()).next(event.partition());
  }

  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  /** Sets what happens when this reader is given up. */
  void whenGivenUp(Runnable action) {
    givenUp = action;
  }

  /**
   * Lets go of a client that reads too slowly or cannot be served, on the context of the response.
   * The close itself waits until the client has read what it was sent, or is idle for too long.
   */
  void giveUp() {
    close();
    givenUp.run();
    response.reset();
  }

  /** On the context of the response only. */
  private void drain() {
    if (response.closed() || response.ended()) {
      close();
      return;
    }
    while (!response.writeQueueFull()) {
      LiveEvent event;
      synchronized (this) {
        if (closed) {
          break;
        }
        event = waiting.poll();
      }
      if (event == null) {
        return;
      }
      if (!seen(event)) {
        response.write(text(event, idAt(event.after())));
      }
    }
    synchronized (this) {
      if (!closed) {
        response.drainHandler(room -> drain());
        return;
      }
    }
    giveUp();
  }

  private static String text(LiveEvent event, Place id) {
    return "id: " + id.encode() + "\ndata: " + event.json() + "\n\n";
  }
}
