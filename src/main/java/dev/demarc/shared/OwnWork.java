package dev.demarc.shared;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.util.function.Supplier;

/**
 * What Demarc does by itself and for nobody, as jobs do: it sees all there is. Whoever runs neither
 * in this nor in a request sees nothing, so that a new way in cannot see all by being forgotten.
 */
public final class OwnWork {

  private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

  private OwnWork() {}

  /** Whether this thread does such work now. */
  public static boolean isUnderWay() {
    return DEPTH.get() > 0;
  }

  public static void run(Runnable work) {
    call(
        () -> {
          work.run();
          return null;
        });
  }

  public static <T> T call(Supplier<T> work) {
    DEPTH.set(DEPTH.get() + 1);
    try {
      return work.get();
    } finally {
      DEPTH.set(DEPTH.get() - 1);
    }
  }

  /** For an engine all of whose jobs are such work. */
  public static ExecutionInterceptor ofJobs() {
    return new ExecutionInterceptor() {
      @Override
      public CompletionHandler<?> execute(
          TaskInstance<?> instance, ExecutionContext context, ExecutionChain others) {
        return call(() -> others.proceed(instance, context));
      }
    };
  }
}
