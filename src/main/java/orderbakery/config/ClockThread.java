package orderbakery.config;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** A thread for what is done by the clock beside requests; it keeps no process alive. */
final class ClockThread {
  private ClockThread() {}

  static ScheduledThreadPoolExecutor named(String name) {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              made.setContextClassLoader(ClockThread.class.getClassLoader());
              return made;
            });
    thread.setRemoveOnCancelPolicy(true);
    return thread;
  }
}
