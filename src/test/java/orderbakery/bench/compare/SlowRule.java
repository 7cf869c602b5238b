package orderbakery.bench.compare;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import orderbakery.OrderBakery;
import orderbakery.component.Component;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Order Bakery with a rule of orders that takes its time to decide, without using a processor. */
final class SlowRule implements BeanPostProcessor {
  static final long NANOS = 5_000_000;

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    new SpringApplicationBuilder(OrderBakery.class, SlowRule.class).run();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof Component<?> component && component.name().equals("order")
        ? slow(component)
        : bean;
  }

  private static Object slow(Component<?> component) {
    return Proxy.newProxyInstance(
        Component.class.getClassLoader(),
        new Class<?>[] {Component.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("decide")) {
            takeTime();
          }
          return call(component, method, arguments);
        });
  }

  private static void takeTime() {
    long end = System.nanoTime() + NANOS;
    for (long rest = NANOS; rest > 0; rest = end - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }

  private static Object call(Component<?> component, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(component, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
