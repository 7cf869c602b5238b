package orderbakery;

import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the roles that {@code bakery.roles} names, all of them by default. */
@SpringBootApplication
public class OrderBakery {

  /**
   * First of all it makes every machine the same: libraries write in the default locale. A failed
   * start, an Error too, ends the process: threads of an embedded server would keep it.
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    try {
      SpringApplication.run(OrderBakery.class, arguments);
    } catch (Throwable told) { // by Spring Boot, to those who report
      System.exit(1);
    }
  }
}
