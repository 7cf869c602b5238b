package orderbakery.sample;

import orderbakery.component.Component;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the component of samples. */
@Configuration(proxyBeanMethods = false)
class SampleConfiguration {

  @Bean
  Component<Sample> samples() {
    return new Samples();
  }
}
