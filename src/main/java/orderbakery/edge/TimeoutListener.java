package orderbakery.edge;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Hears when the time of a request is over, and of nothing else. */
interface TimeoutListener extends AsyncListener {

  @Override
  default void onStartAsync(AsyncEvent event) {
    // a route waits now, for something else
  }

  @Override
  default void onComplete(AsyncEvent event) {
    // it was answered
  }

  @Override
  default void onError(AsyncEvent event) {
    // the container answers, and completes it
  }
}
