package orderbakery.flow;

import static java.util.Comparator.comparing;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.springframework.test.annotation.DirtiesContext;

/**
 * The tests that share one application come last, since it lives until the test run ends: no other
 * application then competes with it for the queues of a real broker. A test that wants an
 * application of its own closes it: {@link DirtiesContext}, or {@link OwnApplication} where it has
 * nested classes.
 */
public final class SharedApplicationLast implements ClassOrderer {

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context.getClassDescriptors().sort(comparing(SharedApplicationLast::shares));
  }

  private static boolean shares(ClassDescriptor test) {
    return FlowTest.class.isAssignableFrom(test.getTestClass())
        && !test.isAnnotated(DirtiesContext.class)
        && !test.isAnnotated(OwnApplication.class);
  }
}
