package orderbakery;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the roles that {@code bakery.roles} names, all of them by default. */
@SpringBootApplication
public class OrderBakery {

  public static void main(String[] arguments) {
    SpringApplication.run(OrderBakery.class, arguments);
  }
}
