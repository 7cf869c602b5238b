package orderbakery.flow;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * A test that wants an application of its own for all of its nested classes, closed after the last
 * of them. With {@link DirtiesContext} each nested class would have one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestExecutionListeners(
    listeners = OwnApplication.Closing.class,
    mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
@interface OwnApplication {

  /** Closes the application of a test, not that of a nested class, which is the same. */
  final class Closing extends AbstractTestExecutionListener {

    @Override
    public void afterTestClass(TestContext test) {
      if (test.getTestClass().isAnnotationPresent(OwnApplication.class)) {
        test.markApplicationContextDirty(DirtiesContext.HierarchyMode.EXHAUSTIVE);
      }
    }
  }
}
